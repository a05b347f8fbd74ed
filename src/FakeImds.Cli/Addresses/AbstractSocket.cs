using System.Net.Sockets;

namespace FakeImds.Cli.Addresses;

/// <summary>Names in Linux' abstract socket namespace, of which each network namespace has its own.</summary>
internal static class AbstractSocket
{
    /// <summary>Takes a name until the socket is disposed or the process ends; null when another has it.</summary>
    /// <exception cref="SocketException">The system has no more sockets.</exception>
    public static Socket? TryBind(string name)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            socket.Bind(new UnixDomainSocketEndPoint("\0" + name));
            return socket;
        }
        catch (SocketException e) when (e.SocketErrorCode is SocketError.AddressAlreadyInUse)
        {
            socket.Dispose();
            return null;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
