using System.Net.Sockets;

namespace FakeImds.Hops;

/// <summary>Tells a client that is gone from one that only has nothing more to say.</summary>
internal static class TcpState
{
    // linux/tcp.h, and the first byte of struct tcp_info.
    private const int IpProtoTcp = 6;
    private const int TcpInfo = 11;
    private const byte Closed = 7;

    /// <summary>True when the connection was reset, or closed by this side: nothing can be sent any more.</summary>
    public static bool IsClosed(Socket socket)
    {
        try
        {
            if (!OperatingSystem.IsLinux())
            {
                return socket.Poll(0, SelectMode.SelectError);
            }

            Span<byte> state = stackalloc byte[1];
            return socket.GetRawSocketOption(IpProtoTcp, TcpInfo, state) == 1 && state[0] == Closed;
        }
        catch (Exception e) when (e is ObjectDisposedException or SocketException)
        {
            return true;
        }
    }
}
