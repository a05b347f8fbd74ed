using System.Net;
using System.Net.Sockets;
using System.Text;

namespace FakeImds.Tests.Service;

/// <summary>A connection of bytes: no HTTP client stands between a test and what the service writes.</summary>
internal sealed class RawConnection : IDisposable
{
    private readonly TcpClient _client;
    private readonly NetworkStream _stream;
    private byte[] _unread = [];

    private RawConnection(TcpClient client)
    {
        _client = client;
        _stream = client.GetStream();
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public Socket Socket => _client.Client;

    public static async Task<RawConnection> OpenAsync(IPEndPoint endpoint, Action<Socket>? configure = null)
    {
        var client = new TcpClient(endpoint.AddressFamily) { NoDelay = true };
        configure?.Invoke(client.Client);
        await client.ConnectAsync(endpoint, Cancellation);
        return new RawConnection(client);
    }

    public Task SendAsync(string request) => SendAsync(Encoding.Latin1.GetBytes(request));

    public async Task SendAsync(ReadOnlyMemory<byte> request) => await _stream.WriteAsync(request, Cancellation);

    /// <summary>Closes the client's half; the service may have closed both already.</summary>
    public void SayNoMore()
    {
        try
        {
            Socket.Shutdown(SocketShutdown.Send);
        }
        catch (SocketException e) when (e.SocketErrorCode is SocketError.NotConnected)
        {
        }
    }

    /// <summary>One answer of those that may follow each other on this connection.</summary>
    public async Task<RawAnswer> ReadAsync(bool isHead = false)
    {
        while (true)
        {
            if (RawAnswer.Parse(_unread, bounded: true, isHead) is { } read)
            {
                _unread = _unread[read.Length..];
                return read.Answer;
            }

            if (!await ReceiveAsync())
            {
                throw new IOException($"The connection ended after {_unread.Length} bytes of an answer.");
            }
        }
    }

    /// <summary>Everything until the service closes; null when it closed or reset the connection without an answer.</summary>
    public async Task<RawAnswer?> ReadToEndAsync()
    {
        try
        {
            while (await ReceiveAsync())
            {
            }
        }
        catch (IOException)
        {
            // A reset after the answer: what came before it counts.
        }

        return RawAnswer.Parse(_unread, bounded: false, isHead: false)?.Answer;
    }

    /// <summary>All bytes until the service closes or resets the connection.</summary>
    public async Task<string> ReadBytesToEndAsync()
    {
        await ReadToEndAsync();
        return Encoding.Latin1.GetString(_unread);
    }

    /// <summary>True when the service ended the connection with a reset, false when with a close.</summary>
    public async Task<bool> EndsWithResetAsync()
    {
        try
        {
            (await ReceiveAsync()).ShouldBeFalse("an answer came");
            return false;
        }
        catch (IOException e) when (e.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionReset })
        {
            return true;
        }
    }

    public bool HasBytes => _client.Available > 0 || _unread.Length > 0;

    public void Dispose() => _client.Dispose();

    private async Task<bool> ReceiveAsync()
    {
        var buffer = new byte[8192];
        var count = await _stream.ReadAsync(buffer, Cancellation);
        _unread = [.. _unread, .. buffer.AsSpan(0, count)];
        return count > 0;
    }
}
