using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;

namespace FakeImds.Hosting;

/// <summary>
/// Values by network; of the networks that hold an address the one with the longest prefix counts. Immutable. A look-up takes one probe
/// for each prefix length in use, of which IPv4 has 33 and IPv6 129, however many networks there are.
/// </summary>
/// <typeparam name="T">The type of the values.</typeparam>
internal sealed class NetworkTable<T>
    where T : class
{
    private const int Ipv4Bits = 32;
    private const int Ipv6Bits = 128;

    private readonly ImmutableArray<Level> _ipv4;
    private readonly ImmutableArray<Level> _ipv6;

    private NetworkTable(ImmutableArray<Level> ipv4, ImmutableArray<Level> ipv6)
    {
        _ipv4 = ipv4;
        _ipv6 = ipv6;
    }

    public static NetworkTable<T> Empty { get; } = new([], []);

    public bool IsEmpty => _ipv4.IsEmpty && _ipv6.IsEmpty;

    /// <summary>The network that stands for an address alone.</summary>
    public static IPNetwork Single(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return new IPNetwork(plain, Bits(plain.AddressFamily is AddressFamily.InterNetwork));
    }

    /// <summary>An IPv4 network in IPv6 form as the IPv4 one.</summary>
    public static IPNetwork Plain(IPNetwork network) =>
        network.BaseAddress.IsIPv4MappedToIPv6 && network.PrefixLength >= Ipv6Bits - Ipv4Bits
            ? new IPNetwork(network.BaseAddress.MapToIPv4(), network.PrefixLength - (Ipv6Bits - Ipv4Bits))
            : network;

    /// <summary>The value of the longest prefix that holds the address and whose value counts.</summary>
    public T? Find(IPAddress address, Func<T, bool> counts)
    {
        var (isIpv4, bits) = Read(address);
        foreach (var level in isIpv4 ? _ipv4 : _ipv6)
        {
            if (level.Values.TryGetValue(Prefix(bits, level.Length, isIpv4), out var value) && counts(value))
            {
                return value;
            }
        }

        return null;
    }

    /// <summary>The value of exactly this network.</summary>
    public T? Get(IPNetwork network)
    {
        var (isIpv4, bits) = Read(network.BaseAddress);
        var levels = isIpv4 ? _ipv4 : _ipv6;
        return At(levels, network.PrefixLength) is >= 0 and var at ? levels[at].Values.GetValueOrDefault(bits) : null;
    }

    /// <summary>The table with a network's value, or without the network for null.</summary>
    public NetworkTable<T> With(IPNetwork network, T? value)
    {
        var (isIpv4, bits) = Read(network.BaseAddress);
        return isIpv4
            ? new(With(_ipv4, network.PrefixLength, bits, value), _ipv6)
            : new(_ipv4, With(_ipv6, network.PrefixLength, bits, value));
    }

    private static ImmutableArray<Level> With(ImmutableArray<Level> levels, int length, UInt128 prefix, T? value)
    {
        var at = At(levels, length);
        var values = at >= 0 ? levels[at].Values : ImmutableDictionary<UInt128, T>.Empty;
        values = value is null ? values.Remove(prefix) : values.SetItem(prefix, value);
        return (at, values.IsEmpty) switch
        {
            ( >= 0, true) => levels.RemoveAt(at),
            ( >= 0, false) => levels.SetItem(at, new Level(length, values)),
            (_, true) => levels,
            _ => levels.Insert(levels.Count(l => l.Length > length), new Level(length, values)),
        };
    }

    private static int At(ImmutableArray<Level> levels, int length)
    {
        for (var i = 0; i < levels.Length; i++)
        {
            if (levels[i].Length == length)
            {
                return i;
            }
        }

        return -1;
    }

    private static (bool IsIpv4, UInt128 Bits) Read(IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out var length);
        return length == 4 ? (true, BinaryPrimitives.ReadUInt32BigEndian(bytes))
            : address.IsIPv4MappedToIPv6 ? (true, BinaryPrimitives.ReadUInt32BigEndian(bytes[12..]))
            : (false, BinaryPrimitives.ReadUInt128BigEndian(bytes));
    }

    private static UInt128 Prefix(UInt128 bits, int length, bool isIpv4) =>
        length is 0 ? UInt128.Zero : bits & (UInt128.MaxValue << (Bits(isIpv4) - length));

    private static int Bits(bool isIpv4) => isIpv4 ? Ipv4Bits : Ipv6Bits;

    private readonly record struct Level(int Length, ImmutableDictionary<UInt128, T> Values);
}
