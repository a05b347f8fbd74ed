using System.Net;
using System.Net.Sockets;
using System.Text;
using FakeImds.Journal;

namespace FakeImds.Cli.Health;

/// <summary>
/// Asks a running program whether it answers: with a request that needs no token, changes nothing and is no use of metadata,
/// so that no log or journal takes it for one (docs/fidelity.md#health-check).
/// </summary>
internal static class HealthCheck
{
    private const string Method = "OPTIONS";
    private const string Target = "/latest/api/token?fakeimds-healthcheck";

    // Status line and headers of the answer: it has no body.
    private const int MaxAnswerBytes = 4096;

    /// <summary>How long an answer may take: less than the time-out that container engines have by default.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>Whether a request is one of these.</summary>
    public static bool IsOne(in ServedRequest request) => request.Method is Method && request.Path is Target;

    /// <summary>Where a program that listens there is reached from this machine.</summary>
    public static IPEndPoint Reachable(IPEndPoint listen) =>
        listen.Address.Equals(IPAddress.Any) ? new IPEndPoint(IPAddress.Loopback, listen.Port)
        : listen.Address.Equals(IPAddress.IPv6Any) ? new IPEndPoint(IPAddress.IPv6Loopback, listen.Port)
        : listen;

    /// <summary>Why the program counts as ill; null when it is well: it answers under its options, also when the endpoint is disabled.</summary>
    public static async Task<string?> AskAsync(IPEndPoint endpoint, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Patience);
        try
        {
            using var socket = new Socket(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync(endpoint, limit.Token);
            await socket.SendAsync(Encoding.ASCII.GetBytes($"{Method} {Target} HTTP/1.1\r\nHost: {endpoint}\r\nConnection: close\r\n\r\n"), limit.Token);
            return Verdict(await ReadAsync(socket, limit.Token));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return $"no answer within {Patience.TotalSeconds:0} s";
        }
        catch (SocketException e)
        {
            return e.Message;
        }
    }

    private static async Task<string> ReadAsync(Socket socket, CancellationToken cancellationToken)
    {
        var buffer = new byte[MaxAnswerBytes];
        var length = 0;
        int read;
        do
        {
            read = await socket.ReceiveAsync(buffer.AsMemory(length), cancellationToken);
            length += read;
        }
        while (read > 0 && length < buffer.Length && buffer.AsSpan(0, length).IndexOf("\r\n\r\n"u8) < 0);
        return Encoding.Latin1.GetString(buffer, 0, length);
    }

    private static string? Verdict(string answer) =>
        answer.Length is 0 ? "the connection ended without an answer"
        : !answer.Contains("\r\nServer: EC2ws\r\n", StringComparison.OrdinalIgnoreCase) ? "what answers is not a metadata service"
        : answer.Split(' ', 3) is [_, "200" or "403", _] ? null
        : $"it answers '{answer[..Math.Min(answer.IndexOf('\r', StringComparison.Ordinal), 60)]}'";
}
