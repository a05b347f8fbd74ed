using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using FakeImds.Ec2;
using static FakeImds.Categories.Entries;

namespace FakeImds.Categories;

/// <summary><c>network/interfaces/macs/{mac}/</c>.</summary>
internal static class NetworkCategories
{
    public static Category? Network(InstanceDescription d) => Dir(
        "network", "2011-01-01",
        Dir(
            "interfaces", "2011-01-01",
            Dir("macs", "2011-01-01", [.. d.NetworkInterfaces.Select(Interface)])));

    private static Category? Interface(NetworkInterface n) => Dir(
        n.Mac, "2011-01-01",
        Leaf("device-number", "2011-01-01", n.DeviceNumber),
        Leaf("interface-id", "2011-01-01", n.InterfaceId),
        Dir("ipv4-associations", "2011-01-01", [.. n.Ipv4Associations
            .GroupBy(static a => a.PublicIp, static a => a.PrivateIp, StringComparer.Ordinal)
            .Select(static g => Lines(g.Key, "2011-01-01", [.. g]))]),
        Lines("ipv4-prefix", "2011-01-01", n.Ipv4Prefixes),
        Lines("ipv6-prefix", "2011-01-01", n.Ipv6Prefixes),
        Lines("ipv6s", "2016-06-30", n.Ipv6s),
        Leaf("local-hostname", "2007-01-19", n.LocalHostname),
        Lines("local-ipv4s", "2011-01-01", n.LocalIpv4s),
        Leaf("mac", "2011-01-01", n.Mac),
        Leaf("network-card", "2020-11-01", n.NetworkCard),
        Leaf("owner-id", "2011-01-01", n.OwnerId),
        Leaf("public-hostname", "2011-01-01", n.PublicHostname),
        Lines("public-ipv4s", "2011-01-01", [.. n.Ipv4Associations.Select(static a => a.PublicIp).Distinct()]),
        Lines("security-group-ids", "2011-01-01", n.SecurityGroupIds),
        Lines("security-groups", "2011-01-01", n.SecurityGroups),
        Leaf("subnet-id", "2011-01-01", n.SubnetId),
        Leaf("subnet-ipv4-cidr-block", "2011-01-01", n.SubnetIpv4CidrBlock),
        Lines("subnet-ipv6-cidr-blocks", "2016-06-30", Uncompressed(n.SubnetIpv6CidrBlocks)),
        Leaf("vpc-id", "2011-01-01", n.VpcId),
        Leaf("vpc-ipv4-cidr-block", "2011-01-01", n.VpcIpv4CidrBlocks.FirstOrDefault()),
        Lines("vpc-ipv4-cidr-blocks", "2016-06-30", n.VpcIpv4CidrBlocks),
        Lines("vpc-ipv6-cidr-blocks", "2016-06-30", Uncompressed(n.VpcIpv6CidrBlocks)));

    // Nitro prints IPv6 blocks with all eight groups: 2406:da18:86c:daf1:0:0:0:0/64 (docs/fidelity.md#ipv6-cidr).
    private static ImmutableArray<string> Uncompressed(ImmutableArray<string> blocks) =>
        [.. blocks.Select(static block => IPNetwork.TryParse(block, out var network) ? Uncompressed(network) : block)];

    private static string Uncompressed(IPNetwork network)
    {
        var bytes = network.BaseAddress.GetAddressBytes();
        var groups = Enumerable.Range(0, bytes.Length / 2).Select(i => ((bytes[2 * i] << 8) | bytes[(2 * i) + 1]).ToString("x", CultureInfo.InvariantCulture));
        return string.Create(CultureInfo.InvariantCulture, $"{string.Join(':', groups)}/{network.PrefixLength}");
    }
}
