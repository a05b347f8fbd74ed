using System.Net;
using System.Runtime.InteropServices;
using System.Text;
using FakeImds.Cli.Addresses;

namespace FakeImds.Cli.Namespaces;

/// <summary>Writes rtnetlink messages about links, their addresses and routes (rtnetlink(7)).</summary>
internal static class RouteMessage
{
    private const ushort NewLink = 16;
    private const ushort NewAddress = 20;
    private const ushort NewRoute = 24;
    private const ushort Change = 0x5;
    private const ushort Create = 0x605;

    private const ushort LinkName = 3;
    private const ushort LinkInfo = 18;
    private const ushort LinkSpace = 28;
    private const ushort InfoKind = 1;
    private const ushort InfoData = 2;
    private const ushort VethPeer = 1;

    private const byte NoDuplicateDetection = 0x2;
    private const byte MainTable = 254;
    private const byte StaticRoute = 4;
    private const byte Unicast = 1;

    /// <summary>Makes a pair of linked interfaces, one here and one in another namespace.</summary>
    public static byte[] Pair(string name, string peerName, int peerSpace) => Message(NewLink, Create,
    [
        .. LinkHeader(0, 0),
        .. Attribute(LinkName, Text(name)),
        .. Attribute(LinkInfo,
        [
            .. Attribute(InfoKind, Text("veth")),
            .. Attribute(InfoData, Attribute(VethPeer, [.. LinkHeader(0, 0), .. Attribute(LinkName, Text(peerName)), .. Attribute(LinkSpace, Number(peerSpace))])),
        ]),
    ]);

    /// <summary>Switches an interface on.</summary>
    public static byte[] Up(uint index) => Message(NewLink, Change, LinkHeader(index, 1));

    /// <summary>Gives an interface an address.</summary>
    public static byte[] Address(uint index, IPAddress address, int prefix) => Message(NewAddress, Create,
    [
        Family(address), (byte)prefix, NoDuplicateDetection, 0, .. Number((int)index),
        .. Attribute(AddressMessage.LocalAttribute, address.GetAddressBytes()),
        .. Attribute(AddressMessage.AddressAttribute, address.GetAddressBytes()),
    ]);

    /// <summary>Sends what is for a network to a neighbour.</summary>
    public static byte[] Route(IPNetwork network, IPAddress neighbour) => Message(NewRoute, Create,
    [
        Family(neighbour), (byte)network.PrefixLength, 0, 0, MainTable, StaticRoute, 0, Unicast, .. Number(0),
        .. Attribute(1, network.BaseAddress.GetAddressBytes()),
        .. Attribute(5, neighbour.GetAddressBytes()),
    ]);

    // struct ifinfomsg; flag 1 is IFF_UP.
    private static byte[] LinkHeader(uint index, int flags) => [0, 0, 0, 0, .. Number((int)index), .. Number(flags), .. Number(flags)];

    private static byte[] Message(ushort type, ushort flags, byte[] body) =>
        [.. Number(AddressMessage.HeaderLength + body.Length), .. Short(type), .. Short(flags), .. Number(1), .. Number(0), .. body];

    private static byte[] Attribute(ushort type, byte[] value) => [.. Short((ushort)(4 + value.Length)), .. Short(type), .. value, .. new byte[-value.Length & 3]];

    private static byte Family(IPAddress address) => AddressMessage.Family(address.AddressFamily);

    private static byte[] Text(string text) => [.. Encoding.ASCII.GetBytes(text), 0];

    private static byte[] Number(int value) => MemoryMarshal.AsBytes([value]).ToArray();

    private static byte[] Short(ushort value) => MemoryMarshal.AsBytes([value]).ToArray();
}
