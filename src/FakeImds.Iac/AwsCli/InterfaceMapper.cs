using System.Collections.Immutable;
using FakeImds.Ec2;
using FakeImds.Iac.Documents;

namespace FakeImds.Iac.AwsCli;

/// <summary>The network interfaces of an instance. What the primary one lacks in the file comes from the library's own.</summary>
internal sealed class InterfaceMapper(InstanceDescription basis, ConfigNode instance, NetworkBlocks blocks)
{
    public ImmutableArray<NetworkInterface> Describe()
    {
        if (instance["NetworkInterfaces"] is { } list)
        {
            ConfigNode[] nodes = [.. list.Items.OrderBy(Card).ThenBy(Device)];
            var severalCards = nodes.Any(static n => Card(n) > 0);
            return [.. nodes.Select((n, i) => Interface(n, i is 0 ? basis.PrimaryInterface : null, severalCards))];
        }

        return basis.PrimaryInterface is { } primary ? [Top(primary), .. basis.NetworkInterfaces[1..]] : [];
    }

    // An instance written by hand may say its addresses without interfaces.
    private NetworkInterface Top(NetworkInterface primary)
    {
        var local = instance.TextOf("PrivateIpAddress");
        var result = primary with
        {
            SubnetId = instance.TextOf("SubnetId") ?? primary.SubnetId,
            VpcId = instance.TextOf("VpcId") ?? primary.VpcId,
            SecurityGroupIds = instance["SecurityGroups"] is { } groups ? InstanceMapper.Texts(groups.Items, "GroupId") : primary.SecurityGroupIds,
            SecurityGroups = basis.SecurityGroups,
            Ipv6s = instance.TextOf("Ipv6Address") is { } ipv6 ? [ipv6] : primary.Ipv6s,
        };
        if (local is null && IsNamedAfterResource)
        {
            result = result with { LocalHostname = instance.TextOf("PrivateDnsName") ?? PrivateName("") };
        }

        if (local is not null)
        {
            var publicIp = instance.TextOf("PublicIpAddress");
            result = result with
            {
                LocalIpv4s = [local],
                LocalHostname = instance.TextOf("PrivateDnsName") ?? PrivateName(local),
                Ipv4Associations = publicIp is null ? [] : [new Ipv4Association(publicIp, local)],
                PublicHostname = publicIp is null ? null : instance.TextOf("PublicDnsName") ?? RegionNames.PublicDns(basis.Placement.Region, publicIp),
            };
        }

        return blocks.Describe(result);
    }

    private NetworkInterface Interface(ConfigNode node, NetworkInterface? fallback, bool severalCards)
    {
        var addresses = node.ListOf("PrivateIpAddresses").OrderByDescending(static a => a.FlagOf("Primary") is true).ToArray();
        var locals = InstanceMapper.Texts(addresses, "PrivateIpAddress");
        if (locals.IsEmpty && node.TextOf("PrivateIpAddress") is { } only)
        {
            locals = [only];
        }

        var associations = Associations(addresses);
        if (associations.IsEmpty && !locals.IsEmpty && node["Association"]?.TextOf("PublicIp") is { } publicIp)
        {
            associations = [new Ipv4Association(publicIp, locals[0])];
        }

        var region = basis.Placement.Region;
        return blocks.Describe(new NetworkInterface
        {
            Mac = Of(node, "MacAddress", fallback?.Mac),
            InterfaceId = Of(node, "NetworkInterfaceId", fallback?.InterfaceId),
            OwnerId = node.TextOf("OwnerId") ?? basis.AccountId,
            SubnetId = node.TextOf("SubnetId") ?? instance.TextOf("SubnetId") ?? Of(node, "SubnetId", fallback?.SubnetId),
            VpcId = node.TextOf("VpcId") ?? instance.TextOf("VpcId") ?? Of(node, "VpcId", fallback?.VpcId),
            DeviceNumber = Device(node),
            NetworkCard = severalCards ? Card(node) : null,
            LocalIpv4s = locals,
            Ipv4Associations = associations,
            Ipv6s = InstanceMapper.Texts(node.ListOf("Ipv6Addresses").OrderByDescending(static a => a.FlagOf("IsPrimaryIpv6") is true), "Ipv6Address"),
            Ipv4Prefixes = InstanceMapper.Texts(node.ListOf("Ipv4Prefixes"), "Ipv4Prefix"),
            Ipv6Prefixes = InstanceMapper.Texts(node.ListOf("Ipv6Prefixes"), "Ipv6Prefix"),
            LocalHostname = node.TextOf("PrivateDnsName") ?? (locals.IsEmpty ? null : fallback is null ? RegionNames.PrivateDns(region, locals[0]) : PrivateName(locals[0])),
            PublicHostname = node["Association"]?.TextOf("PublicDnsName") ?? (associations.IsEmpty ? null : RegionNames.PublicDns(region, associations[0].PublicIp)),
            SecurityGroupIds = InstanceMapper.Texts(node.ListOf("Groups"), "GroupId"),
            SecurityGroups = InstanceMapper.Texts(node.ListOf("Groups"), "GroupName"),
            SubnetIpv4CidrBlock = fallback?.SubnetIpv4CidrBlock,
            VpcIpv4CidrBlocks = fallback?.VpcIpv4CidrBlocks ?? [],
        });
    }

    private bool IsNamedAfterResource => instance["PrivateDnsNameOptions"]?.TextOf("HostnameType") is "resource-name";

    private string PrivateName(string ipv4) => IsNamedAfterResource
        ? RegionNames.ResourceDns(basis.Placement.Region, basis.InstanceId) : RegionNames.PrivateDns(basis.Placement.Region, ipv4);

    private static ImmutableArray<Ipv4Association> Associations(IEnumerable<ConfigNode> addresses) =>
    [
        .. from address in addresses
           let publicIp = address["Association"]?.TextOf("PublicIp")
           let privateIp = address.TextOf("PrivateIpAddress")
           where publicIp is not null && privateIp is not null
           select new Ipv4Association(publicIp, privateIp),
    ];

    private static string Of(ConfigNode node, string member, string? fallback) =>
        node.TextOf(member) ?? fallback ?? node.Required(member).Text;

    private static int Device(ConfigNode node) => node["Attachment"]?.NumberOf("DeviceIndex") ?? 0;

    private static int Card(ConfigNode node) => node["Attachment"]?.NumberOf("NetworkCardIndex") ?? 0;
}
