using System.Net;
using System.Net.Sockets;
using System.Text;
using FakeImds.Cli.Namespaces;

namespace FakeImds.Cli.Check;

/// <summary>
/// Has the service answer once before the command asks, so that the command's time limits meet a service that is awake: EC2's is. The
/// question is not in the journal.
/// </summary>
internal static class WarmUp
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);

    public static async Task AskAsync(ImdsEmulator emulator, NetworkSpace? space)
    {
        if (space is null)
        {
            return;
        }

        using var limit = new CancellationTokenSource(s_patience);
        try
        {
            // A socket is of the namespace in which it was opened.
            using var socket = space.Run(static () => new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp));
            await socket.ConnectAsync(new IPEndPoint(ImdsAddresses.Ipv4, ImdsAddresses.Port), limit.Token);
            await socket.SendAsync(Encoding.ASCII.GetBytes("OPTIONS /latest/api/token HTTP/1.1\r\nHost: 169.254.169.254\r\n\r\n"), limit.Token);
            await socket.ReceiveAsync(new byte[4096], limit.Token);
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException)
        {
            // The command will meet it as it is.
        }

        emulator.Journal.Clear();
    }
}
