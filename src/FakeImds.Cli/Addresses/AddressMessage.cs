using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace FakeImds.Cli.Addresses;

/// <summary>Writes rtnetlink messages about addresses (rtnetlink(7)): numbers are in the machine's order.</summary>
internal static class AddressMessage
{
    /// <summary>The bytes of nlmsghdr.</summary>
    public const int HeaderLength = 16;

    /// <summary>The bytes of ifaddrmsg.</summary>
    public const int BodyLength = 8;

    public const ushort AddressAttribute = 1;
    public const ushort LocalAttribute = 2;
    public const ushort CacheInfoAttribute = 6;

    /// <summary>lo is the first interface of every network namespace.</summary>
    public const int LoopbackIndex = 1;

    private const ushort GetAddress = 22;
    private const ushort Request = 0x1;
    private const ushort Acknowledge = 0x4;
    private const ushort Dump = 0x300;
    private const byte NoDuplicateDetection = 0x2;
    private const byte UniverseScope = 0;

    /// <summary>Adds, replaces or removes an address of lo.</summary>
    public static byte[] Change(ushort type, ushort flags, IPAddress address, TimeSpan? life)
    {
        var bytes = address.GetAddressBytes();
        List<byte> body =
        [
            Family(address.AddressFamily), (byte)(bytes.Length * 8), NoDuplicateDetection, UniverseScope, .. Number(LoopbackIndex),
            .. Attribute(LocalAttribute, bytes),
            .. Attribute(AddressAttribute, bytes),
        ];
        if (life is { } time)
        {
            // ifa_cacheinfo: preferred life, valid life, two time stamps that only the kernel writes.
            var seconds = Number((int)time.TotalSeconds);
            body.AddRange(Attribute(CacheInfoAttribute, [.. seconds, .. seconds, .. new byte[8]]));
        }

        return Message(type, (ushort)(Request | Acknowledge | flags), body);
    }

    /// <summary>Asks for all addresses of a family.</summary>
    public static byte[] List(AddressFamily family) =>
        Message(GetAddress, Request | Dump, [Family(family), 0, 0, 0, .. Number(0)]);

    /// <summary>Linux' numbers of the address families.</summary>
    public static byte Family(AddressFamily family) => family is AddressFamily.InterNetworkV6 ? (byte)10 : (byte)2;

    private static byte[] Message(ushort type, ushort flags, List<byte> body) =>
    [
        .. Number(HeaderLength + body.Count), .. Short(type), .. Short(flags), .. Number(1), .. Number(0), .. body,
    ];

    // Both lengths that occur, 4 and 16, need no padding.
    private static byte[] Attribute(ushort type, byte[] value) => [.. Short((ushort)(4 + value.Length)), .. Short(type), .. value];

    private static byte[] Number(int value) => MemoryMarshal.AsBytes([value]).ToArray();

    private static byte[] Short(ushort value) => MemoryMarshal.AsBytes([value]).ToArray();
}
