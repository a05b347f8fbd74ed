using System.Collections.Frozen;
using System.Globalization;
using FakeImds.Ec2;
using FakeImds.Ec2Api.Networks;
using FakeImds.Ec2Api.Protocol;
using FakeImds.Ec2Api.Shapes;
using FakeImds.Ec2Api.Volumes;

namespace FakeImds.Ec2Api.Instances;

/// <summary>The filters of DescribeInstances: all of EC2's. Those of what is not simulated match nothing (docs/fidelity.md#filters).</summary>
internal static class InstanceFilters
{
    private const string NetworkPrefix = "network-interface.";
    private const string VolumePrefix = "block-device-mapping.";

    public static IReadOnlySet<string> Names { get; } = FilterNames.Instances.ToFrozenSet(StringComparer.Ordinal);

    public static IEnumerable<string?> Values(Ec2Instance instance, string filter)
    {
        if (filter.StartsWith("metadata-options.", StringComparison.Ordinal))
        {
            return [MetadataOption(instance.MetadataOptions, filter)];
        }

        var description = instance.Snapshot.Description;
        return filter.StartsWith(NetworkPrefix, StringComparison.Ordinal)
                ? description.NetworkInterfaces.SelectMany(n => NetworkInterfaceFilters.Values(instance, n, filter[NetworkPrefix.Length..]))
            : filter.StartsWith(VolumePrefix, StringComparison.Ordinal)
                ? AttachedVolume.Of(instance).Select(v => Volume(v, filter[VolumePrefix.Length..]))
            : filter switch
            {
                "instance.group-id" => description.PrimaryInterface?.SecurityGroupIds ?? [],
                "instance.group-name" => description.SecurityGroups,
                "ipv6-address" => description.PrimaryInterface?.Ipv6s ?? [],
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

    private static string? Volume(AttachedVolume volume, string filter) => filter switch
    {
        "attach-time" => Ec2Xml.TimeText(volume.Instance.Snapshot.Description.LaunchTime),
        "delete-on-termination" => "true",
        "device-name" => volume.Device,
        "status" => "attached",
        "volume-id" => volume.VolumeId,
        _ => null,
    };

    private static string? Single(Ec2Instance instance, InstanceDescription d, string filter) => filter switch
    {
        "affinity" => d.Placement.Affinity,
        "architecture" => d.Architecture,
        "availability-zone" => d.Placement.AvailabilityZone,
        "availability-zone-id" => d.Placement.AvailabilityZoneId,
        "client-token" => instance.ClientToken,
        "current-instance-boot-mode" => "legacy-bios",
        "dns-name" => d.PrimaryInterface?.PublicHostname,
        "ebs-optimized" => instance.Attributes.EbsOptimized ? "true" : "false",
        "ena-support" => "true",
        "enclave-options.enabled" => "false",
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
        "kernel-id" => d.KernelId,
        "key-name" => d.KeyPair?.Name,
        "launch-index" => d.AmiLaunchIndex.ToString(CultureInfo.InvariantCulture),
        "launch-time" => Ec2Xml.TimeText(d.LaunchTime),
        "monitoring-state" => d.Monitoring ? "enabled" : "disabled",
        "operator.managed" => "false",
        "owner-id" => d.AccountId,
        "placement-group-name" => d.Placement.GroupName,
        "placement-partition-number" => d.Placement.PartitionNumber?.ToString(CultureInfo.InvariantCulture),
        "platform-details" => InstanceShape.PlatformDetails,
        "private-dns-name" => d.PrimaryInterface?.LocalHostname,
        "private-dns-name-options.hostname-type" => InstanceShape.HostnameType(d),
        "private-ip-address" => d.PrimaryInterface?.LocalIpv4s is [var address, ..] ? address : null,
        "ramdisk-id" => d.RamdiskId,
        "reservation-id" => d.ReservationId,
        "root-device-name" => d.BlockDevices.Root,
        "root-device-type" => "ebs",
        "source-dest-check" => instance.Attributes.SourceDestCheck ? "true" : "false",
        "state-reason-code" => InstanceShape.IsByUser(instance.State) ? InstanceShape.UserShutdown : null,
        "state-reason-message" => InstanceShape.IsByUser(instance.State) ? InstanceShape.UserShutdownMessage : null,
        "spot-instance-request-id" => instance.SpotRequestId,
        "subnet-id" => d.PrimaryInterface?.SubnetId,
        "tenancy" => InstanceShape.Tenancy(d.Placement),
        "usage-operation" => "RunInstances",
        "virtualization-type" => "hvm",
        "vpc-id" => d.PrimaryInterface?.VpcId,
        _ => null,
    };
}
