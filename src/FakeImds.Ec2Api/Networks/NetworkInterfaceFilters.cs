using System.Collections.Frozen;
using System.Globalization;
using FakeImds.Ec2;
using FakeImds.Ec2Api.Protocol;
using FakeImds.Ec2Api.Shapes;

namespace FakeImds.Ec2Api.Networks;

/// <summary>The filters of network interfaces: of DescribeNetworkInterfaces, and of DescribeInstances behind <c>network-interface.</c></summary>
internal static class NetworkInterfaceFilters
{
    public static IReadOnlySet<string> Names { get; } = FilterNames.NetworkInterfaces.ToFrozenSet(StringComparer.Ordinal);

    public static IEnumerable<string?> Values(Ec2Instance instance, NetworkInterface network, string filter) => filter switch
    {
        "addresses.association.public-ip" or "association.public-ip" => network.Ipv4Associations.Select(static a => a.PublicIp),
        "addresses.private-ip-address" => network.LocalIpv4s,
        "addresses.primary" => network.LocalIpv4s.Select(a => a == network.LocalIpv4s[0] ? "true" : "false"),
        "group-id" => network.SecurityGroupIds,
        "group-name" => network.SecurityGroups,
        "ipv6-address" or "ipv6-addresses.ipv6-address" => network.Ipv6s,
        "ipv6-addresses.is-primary-ipv6" => network.Ipv6s.Select(static _ => "false"),
        "ipv4-prefixes.ipv4-prefix" => network.Ipv4Prefixes,
        "ipv6-prefixes.ipv6-prefix" => network.Ipv6Prefixes,
        _ => Single(instance, network, filter) is { } value ? [value] : [],
    };

    private static string? Single(Ec2Instance instance, NetworkInterface network, string filter) => filter switch
    {
        "association.ip-owner-id" or "addresses.association.ip-owner-id" or "addresses.association.owner-id" => network.Ipv4Associations.IsEmpty ? null : "amazon",
        "association.public-dns-name" or "addresses.association.public-dns-name" or "public-dns-name" => network.PublicHostname,
        "attachment.attach-time" => Ec2Xml.TimeText(instance.Snapshot.Description.LaunchTime),
        "attachment.attachment-id" => NetworkInterfaceShape.AttachmentId(network),
        "attachment.delete-on-termination" => "true",
        "attachment.device-index" => network.DeviceNumber.ToString(CultureInfo.InvariantCulture),
        "attachment.instance-id" => instance.InstanceId,
        "attachment.instance-owner-id" => instance.Snapshot.Description.AccountId,
        "attachment.network-card-index" => (network.NetworkCard ?? 0).ToString(CultureInfo.InvariantCulture),
        "attachment.status" => "attached",
        "availability-zone" => instance.Snapshot.Description.Placement.AvailabilityZone,
        "availability-zone-id" => instance.Snapshot.Description.Placement.AvailabilityZoneId,
        "description" => "",
        "interface-type" => "interface",
        "ipv6-native" => network.LocalIpv4s.IsEmpty && !network.Ipv6s.IsEmpty ? "true" : "false",
        "mac-address" => network.Mac,
        "network-interface-id" => network.InterfaceId,
        "operator.managed" or "requester-managed" => "false",
        "owner-id" => network.OwnerId,
        "private-dns-name" or "addresses.private-dns-name" => network.LocalHostname,
        "private-ip-address" => network.LocalIpv4s is [var address, ..] ? address : null,
        "source-dest-check" => instance.Attributes.SourceDestCheck ? "true" : "false",
        "status" => "in-use",
        "subnet-id" => network.SubnetId,
        "vpc-id" => network.VpcId,
        _ => null,
    };
}
