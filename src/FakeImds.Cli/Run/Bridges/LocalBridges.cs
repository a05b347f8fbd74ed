using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace FakeImds.Cli.Run;

/// <summary>
/// The bridges of this machine and the networks behind them, as the kernel routes now: engines make and remove bridges while the
/// program runs. A veth that one address alone is behind counts as one: so some Kubernetes networks connect pods. Linux only; elsewhere
/// there are none.
/// </summary>
/// <param name="proc">Where the kernel tells its routes.</param>
/// <param name="sys">Where the kernel tells its interfaces.</param>
internal sealed class LocalBridges(string proc = "/proc/net", string sys = "/sys/class/net")
{
    /// <summary>All bridges that have a network.</summary>
    public IReadOnlyList<(string Name, IPNetwork Network)> All() =>
        [.. Links(AddressFamily.InterNetwork).Concat(Links(AddressFamily.InterNetworkV6)).Where(l => IsBridge(l.Name)).Distinct()];

    /// <summary>The bridge or veth that a client of another machine or container comes over; null for none.</summary>
    public string? Of(IPAddress client)
    {
        if (IPAddress.IsLoopback(client))
        {
            return null;
        }

        var plain = client.IsIPv4MappedToIPv6 ? client.MapToIPv4() : client;
        (string Name, IPNetwork Network)? nearest = null;
        foreach (var link in Links(plain.AddressFamily))
        {
            if (link.Network.Contains(plain) && !(nearest?.Network.PrefixLength >= link.Network.PrefixLength))
            {
                nearest = link;
            }
        }

        return nearest is { } found && (IsBridge(found.Name) || (IsSingle(found.Network) && IsVeth(found.Name))) && !IsOwn(plain) ? found.Name : null;
    }

    // Networks that an interface is in, without those behind a router.
    private IEnumerable<(string Name, IPNetwork Network)> Links(AddressFamily family)
    {
        try
        {
            return family is AddressFamily.InterNetwork
                ? [.. File.ReadLines($"{proc}/route").Skip(1).Select(Ipv4).OfType<(string, IPNetwork)>()]
                : [.. File.ReadLines($"{proc}/ipv6_route").Select(Ipv6).OfType<(string, IPNetwork)>()];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private bool IsBridge(string name) => Directory.Exists($"{sys}/{name}/bridge");

    private static bool IsSingle(IPNetwork network) => network.PrefixLength == (network.BaseAddress.AddressFamily is AddressFamily.InterNetwork ? 32 : 128);

    // Its other end is elsewhere, and unlike a VLAN or a macvlan, which stand on another interface too, it has no type.
    private bool IsVeth(string name)
    {
        try
        {
            return File.ReadAllText($"{sys}/{name}/iflink").Trim() != File.ReadAllText($"{sys}/{name}/ifindex").Trim()
                && !File.ReadAllText($"{sys}/{name}/uevent").Contains("DEVTYPE=", StringComparison.Ordinal);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    // Interface, destination, gateway, flags, …, mask: numbers in the machine's order.
    private static (string Name, IPNetwork Network)? Ipv4(string line)
    {
        var fields = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return fields.Length > 7 && fields[2] is "00000000" && Hex(fields[1]) is { } destination && Hex(fields[7]) is { } mask and not 0
            ? (fields[0], new IPNetwork(new IPAddress(destination & mask), int.CreateChecked(uint.PopCount(mask))))
            : null;
    }

    // Destination, prefix length, source, its length, next hop, …, interface.
    private static (string Name, IPNetwork Network)? Ipv6(string line)
    {
        var fields = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return fields.Length > 9 && fields[4].All(static c => c is '0') && Hex(fields[1]) is > 0 and <= 128 and var length
            && new IPAddress(Convert.FromHexString(fields[0])) is { IsIPv6LinkLocal: false, IsIPv6Multicast: false } address
                ? (fields[9], new IPNetwork(address, (int)length))
                : null;
    }

    private static uint? Hex(string text) => uint.TryParse(text, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var number) ? number : null;

    // A program of this machine that calls a bridge's own address is not behind the bridge.
    private static bool IsOwn(IPAddress address)
    {
        try
        {
            using var socket = new Socket(address.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
            socket.Bind(new IPEndPoint(address, 0));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
