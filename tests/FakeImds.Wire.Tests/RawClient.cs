using System.Net;
using System.Net.Sockets;
using System.Text;

namespace FakeImds.Wire.Tests;

/// <summary>A connection from a namespace to the service, on which bytes are sent as they are.</summary>
internal sealed class RawClient : IDisposable
{
    public const string Ttl = "X-aws-ec2-metadata-token-ttl-seconds: 60\r\n";

    private readonly Socket _socket;

    private RawClient(Socket socket) => _socket = socket;

    /// <summary>True when a byte or the end of the connection has come.</summary>
    public bool HasAnything => _socket.Poll(0, SelectMode.SelectRead);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<RawClient[]> ConnectAsync(NetworkNamespace from, IpFamily family, int count)
    {
        var address = new IPEndPoint(IPAddress.Parse(family is IpFamily.IPv4 ? "169.254.169.254" : "fd00:ec2::254"), 80);
        var sockets = await NamespaceSockets.CreateAsync(from, address.AddressFamily, count);
        return await Task.WhenAll(sockets.Select(async socket =>
        {
            await socket.ConnectAsync(address, Cancel);
            return new RawClient(socket);
        }));
    }

    /// <summary>Sends all of these requests, each on a connection of its own.</summary>
    public static async Task<RawClient[]> SendAllAsync(NetworkNamespace from, IpFamily family, IReadOnlyList<string> requests, bool halfClose = false)
    {
        var clients = await ConnectAsync(from, family, requests.Count);
        await Task.WhenAll(clients.Zip(requests, (client, request) => client.SendAsync(request, halfClose)));
        return clients;
    }

    public async Task SendAsync(string request, bool halfClose = false)
    {
        for (var rest = (ReadOnlyMemory<byte>)Encoding.Latin1.GetBytes(request); rest.Length > 0;)
        {
            try
            {
                rest = rest[await _socket.SendAsync(rest, Cancel)..];
            }
            catch (SocketException)
            {
                // The service has answered what came first, and closed.
                return;
            }
        }

        if (halfClose)
        {
            _socket.Shutdown(SocketShutdown.Send);
        }
    }

    /// <summary>The next answer, which has no body.</summary>
    public async Task<string> ReadHeadAsync()
    {
        var text = new StringBuilder();
        var one = new byte[1];
        while (!text.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal) && await _socket.ReceiveAsync(one, Cancel) > 0)
        {
            text.Append((char)one[0]);
        }

        return text.ToString();
    }

    /// <summary>All bytes until the service closes or resets the connection.</summary>
    public async Task<string> ReadToEndAsync()
    {
        var text = new StringBuilder();
        var buffer = new byte[4096];
        try
        {
            while (await _socket.ReceiveAsync(buffer, Cancel) is > 0 and var count)
            {
                text.Append(Encoding.Latin1.GetString(buffer, 0, count));
            }
        }
        catch (SocketException)
        {
            // A reset after the answer: what came before it counts.
        }

        return text.ToString();
    }

    public void Dispose() => _socket.Dispose();
}
