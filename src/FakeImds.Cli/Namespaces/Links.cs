using System.Net;
using System.Runtime.InteropServices;
using FakeImds.Cli.Addresses;

namespace FakeImds.Cli.Namespaces;

/// <summary>Changes the network of the calling thread's namespace.</summary>
internal static class Links
{
    public const string Loopback = "lo";

    /// <exception cref="NetlinkException">The kernel refuses.</exception>
    public static void Up(string name) => Send(RouteMessage.Up(Index(name)));

    /// <exception cref="NetlinkException">The kernel refuses.</exception>
    public static void Address(string name, IPAddress address, int prefix) => Send(RouteMessage.Address(Index(name), address, prefix));

    /// <exception cref="NetlinkException">The kernel refuses.</exception>
    public static void Route(IPNetwork network, IPAddress neighbour) => Send(RouteMessage.Route(network, neighbour));

    /// <exception cref="NetlinkException">The kernel refuses.</exception>
    public static void Pair(string name, string peerName, NetworkSpace peer) =>
        Send(RouteMessage.Pair(name, peerName, (int)peer.Handle.DangerousGetHandle()));

    /// <summary>Lets packets for others pass, of both families.</summary>
    public static void Forward()
    {
        File.WriteAllText("/proc/sys/net/ipv4/ip_forward", "1");
        if (HasIpv6)
        {
            File.WriteAllText("/proc/sys/net/ipv6/conf/all/forwarding", "1");
        }
    }

    /// <summary>Whether the kernel knows IPv6, and it is not switched off.</summary>
    public static bool HasIpv6 { get; } = File.Exists("/proc/net/if_inet6") && !IsOff("all") && !IsOff("default");

    private static bool IsOff(string which) =>
        File.Exists($"/proc/sys/net/ipv6/conf/{which}/disable_ipv6") && File.ReadAllText($"/proc/sys/net/ipv6/conf/{which}/disable_ipv6").Trim() is "1";

    private static uint Index(string name) => LinuxCalls.InterfaceIndex(name) is > 0 and var index
        ? index
        : throw new NetlinkException(IPAddress.Any, Marshal.GetLastPInvokeError(), $"the interface {name} is not there");

    private static void Send(byte[] message)
    {
        using var socket = new NetlinkSocket(IPAddress.Any);
        socket.Send(message);
        foreach (var _ in socket.Receive())
        {
            // An acknowledgement carries nothing but the error, which is thrown.
        }
    }
}
