using System.Collections.Frozen;
using System.Globalization;
using FakeImds.Ec2;
using FakeImds.Ec2Api.Protocol;
using FakeImds.Ec2Api.Shapes;

namespace FakeImds.Ec2Api.Instances;

/// <summary>The filters of DescribeInstances.</summary>
internal static class InstanceFilters
{
    public static IReadOnlySet<string> Names { get; } = new HashSet<string>(StringComparer.Ordinal)
    {
        "affinity", "architecture", "availability-zone", "availability-zone-id", "client-token", "dns-name", "hibernation-options.configured",
        "host-id", "hypervisor", "iam-instance-profile.arn", "iam-instance-profile.id", "iam-instance-profile.name", "image-id", "instance-id",
        "instance-lifecycle", "instance-state-code", "instance-state-name", "instance-type", "instance.group-id", "instance.group-name",
        "ip-address", "key-name", "launch-index", "launch-time", "metadata-options.http-endpoint", "metadata-options.http-protocol-ipv4",
        "metadata-options.http-protocol-ipv6", "metadata-options.http-put-response-hop-limit", "metadata-options.http-tokens",
        "metadata-options.instance-metadata-tags", "metadata-options.state", "monitoring-state", "network-interface.network-interface-id",
        "network-interface.subnet-id", "network-interface.vpc-id", "network-interface.mac-address", "owner-id", "placement-group-name",
        "placement-partition-number", "platform", "private-dns-name", "private-ip-address", "product-code", "reservation-id",
        "root-device-name", "root-device-type", "source-dest-check", "subnet-id", "tenancy", "virtualization-type", "vpc-id",
    }.ToFrozenSet(StringComparer.Ordinal);

    public static IEnumerable<string?> Values(Ec2Instance instance, string filter)
    {
        if (filter.StartsWith("metadata-options.", StringComparison.Ordinal))
        {
            return [MetadataOption(instance.MetadataOptions, filter)];
        }

        var description = instance.Snapshot.Description;
        return filter.StartsWith("network-interface.", StringComparison.Ordinal)
            ? description.NetworkInterfaces.Select(n => Network(n, filter))
            : filter switch
            {
                "instance.group-id" => description.PrimaryInterface?.SecurityGroupIds ?? [],
                "instance.group-name" => description.SecurityGroups,
                "product-code" => description.ProductCodes,
                _ => Single(instance, description, filter) is { } value ? [value] : [],
            };
    }

    private static string? MetadataOption(InstanceMetadataOptions options, string filter) => filter switch
    {
        "metadata-options.state" => MetadataOptionsShape.Of(options.State),
        "metadata-options.http-tokens" => MetadataOptionText.Of(options.Options.HttpTokens.Value),
        "metadata-options.http-put-response-hop-limit" => MetadataOptionText.Of(options.Options.HttpPutResponseHopLimit.Value),

        // IPv4 has no switch of its own: it is on while the endpoint is.
        "metadata-options.http-endpoint" or "metadata-options.http-protocol-ipv4" => MetadataOptionText.Of(options.Options.HttpEndpoint.Value),
        "metadata-options.http-protocol-ipv6" => MetadataOptionText.Of(options.Options.HttpProtocolIpv6.Value),
        _ => MetadataOptionText.Of(options.Options.InstanceMetadataTags.Value),
    };

    private static string? Network(NetworkInterface network, string filter) => filter switch
    {
        "network-interface.network-interface-id" => network.InterfaceId,
        "network-interface.subnet-id" => network.SubnetId,
        "network-interface.vpc-id" => network.VpcId,
        _ => network.Mac,
    };

    private static string? Single(Ec2Instance instance, InstanceDescription d, string filter) => filter switch
    {
        "architecture" => d.Architecture,
        "availability-zone" => d.Placement.AvailabilityZone,
        "availability-zone-id" => d.Placement.AvailabilityZoneId,
        "client-token" => instance.ClientToken,
        "dns-name" => d.PrimaryInterface?.PublicHostname,
        "hibernation-options.configured" => d.HibernationConfigured is true ? "true" : "false",
        "host-id" => d.Placement.HostId,
        "hypervisor" => "xen",
        "iam-instance-profile.arn" => d.InstanceProfile?.Arn,
        "iam-instance-profile.id" => d.InstanceProfile?.Id,
        "iam-instance-profile.name" => d.InstanceProfile?.Arn[(d.InstanceProfile.Arn.LastIndexOf('/') + 1)..],
        "image-id" => d.ImageId,
        "instance-id" => d.InstanceId,
        "instance-lifecycle" => d.InstanceLifeCycle is "on-demand" ? null : d.InstanceLifeCycle,
        "instance-state-code" => ((int)instance.State).ToString(CultureInfo.InvariantCulture),
        "instance-state-name" => InstanceStates.Name(instance.State),
        "instance-type" => d.InstanceType,
        "ip-address" => d.PrimaryInterface?.Ipv4Associations is [var association, ..] ? association.PublicIp : null,
        "key-name" => d.KeyPair?.Name,
        "launch-index" => d.AmiLaunchIndex.ToString(CultureInfo.InvariantCulture),
        "launch-time" => Ec2Xml.TimeText(d.LaunchTime),
        "monitoring-state" => d.Monitoring ? "enabled" : "disabled",
        "owner-id" => d.AccountId,
        "placement-group-name" => d.Placement.GroupName,
        "placement-partition-number" => d.Placement.PartitionNumber?.ToString(CultureInfo.InvariantCulture),
        "private-dns-name" => d.PrimaryInterface?.LocalHostname,
        "private-ip-address" => d.PrimaryInterface?.LocalIpv4s is [var address, ..] ? address : null,
        "reservation-id" => d.ReservationId,
        "root-device-name" => d.BlockDevices.Root,
        "root-device-type" => "ebs",
        "source-dest-check" => "true",
        "subnet-id" => d.PrimaryInterface?.SubnetId,
        "tenancy" => "default",
        "virtualization-type" => "hvm",
        "vpc-id" => d.PrimaryInterface?.VpcId,
        _ => null,
    };
}
