using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace FakeImds.Benchmarks.Subjects;

/// <summary>A raw HTTP client of one connection, one request at a time, that allocates nothing while it asks.</summary>
internal sealed class ImdsClient(IPEndPoint endpoint) : IDisposable
{
    private const int TimeoutMs = 10_000;

    private readonly byte[] _buffer = new byte[4096];
    private Socket? _socket;

    public static byte[] PutRequest { get; } =
        "PUT /latest/api/token HTTP/1.1\r\nHost: 169.254.169.254\r\nX-aws-ec2-metadata-token-ttl-seconds: 21600\r\n\r\n"u8.ToArray();

    public static byte[] GetRequest(string token) => Encoding.ASCII.GetBytes(
        $"GET /latest/meta-data/instance-type HTTP/1.1\r\nHost: 169.254.169.254\r\nX-aws-ec2-metadata-token: {token}\r\n\r\n");

    /// <summary>One request; returns the response, which is valid until the next one.</summary>
    public ReadOnlySpan<byte> Ask(ReadOnlySpan<byte> request, bool keepAlive)
    {
        if (keepAlive)
        {
            _socket ??= Connect();
            return Exchange(_socket, request);
        }

        using var socket = Connect();
        var response = Exchange(socket, request);
        return socket.Receive(_buffer, response.Length, 1, SocketFlags.None) == 0
            ? response
            : throw new IOException("The server did not close the connection.");
    }

    /// <summary>The body of a response.</summary>
    public static string Body(ReadOnlySpan<byte> response) => Encoding.ASCII.GetString(response[(response.IndexOf("\r\n\r\n"u8) + 4)..]);

    public void Dispose() => _socket?.Dispose();

    private Socket Connect()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)
        {
            NoDelay = true, ReceiveTimeout = TimeoutMs, SendTimeout = TimeoutMs,
        };
        socket.Connect(endpoint);
        return socket;
    }

    private ReadOnlySpan<byte> Exchange(Socket socket, ReadOnlySpan<byte> request)
    {
        socket.Send(request);
        var have = 0;
        while (true)
        {
            var read = socket.Receive(_buffer.AsSpan(have));
            if (read == 0)
            {
                throw new IOException("The server closed the connection within a response.");
            }

            have += read;
            if (IsComplete(_buffer.AsSpan(0, have)))
            {
                return _buffer.AsSpan(0, have);
            }
        }
    }

    private static bool IsComplete(ReadOnlySpan<byte> response)
    {
        var head = response.IndexOf("\r\n\r\n"u8);
        if (head < 0)
        {
            return false;
        }

        if (!response.StartsWith("HTTP/1.1 200 OK\r\n"u8))
        {
            throw new IOException("Not a good answer: " + Encoding.ASCII.GetString(response));
        }

        var length = response[(response.IndexOf("Content-Length: "u8) + "Content-Length: ".Length)..];
        return int.Parse(length[..length.IndexOf((byte)'\r')], NumberStyles.None, CultureInfo.InvariantCulture) == response.Length - head - 4;
    }
}
