using System.Net;

namespace FakeImds.Cli.Addresses;

/// <summary>Adds, renews and removes addresses of <c>lo</c> over rtnetlink: images without the ip tool need none.</summary>
internal static class LoopbackInterface
{
    private const ushort NewAddress = 20;
    private const ushort DeleteAddress = 21;
    private const ushort Create = 0x400;
    private const ushort Exclusive = 0x200;
    private const ushort Replace = 0x100;

    /// <summary>Adds an address for a time; false when it is on <c>lo</c> already.</summary>
    /// <exception cref="NetlinkException">The kernel refuses.</exception>
    public static bool TryAdd(IPAddress address, TimeSpan life)
    {
        try
        {
            Send(address, AddressMessage.Change(NewAddress, Create | Exclusive, address, life));
            return true;
        }
        catch (NetlinkException e) when (e.Errno is NetlinkException.Exists)
        {
            return false;
        }
    }

    /// <summary>Gives an address a new time, adding it when it is gone.</summary>
    /// <exception cref="NetlinkException">The kernel refuses.</exception>
    public static void Renew(IPAddress address, TimeSpan life) =>
        Send(address, AddressMessage.Change(NewAddress, Create | Replace, address, life));

    /// <exception cref="NetlinkException">The kernel refuses, or the address is gone.</exception>
    public static void Remove(IPAddress address) =>
        Send(address, AddressMessage.Change(DeleteAddress, 0, address, life: null));

    /// <summary>Whether the address is on <c>lo</c> for a time only, as this program adds it.</summary>
    /// <exception cref="NetlinkException">The kernel refuses.</exception>
    public static bool HasLimitedLife(IPAddress address)
    {
        using var socket = new NetlinkSocket(address);
        socket.Send(AddressMessage.List(address.AddressFamily));
        return socket.Receive().Any(reply => AddressReply.HasLimitedLife(reply, address));
    }

    private static void Send(IPAddress address, byte[] message)
    {
        using var socket = new NetlinkSocket(address);
        socket.Send(message);
        foreach (var _ in socket.Receive())
        {
            // An acknowledgement carries nothing but the error, which is thrown.
        }
    }
}
