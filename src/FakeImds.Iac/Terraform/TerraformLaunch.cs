using System.Collections.Immutable;
using System.Globalization;
using FakeImds.Ec2;
using FakeImds.Iac.AwsCli;
using FakeImds.Iac.Documents;
using FakeImds.Iac.Plan;

namespace FakeImds.Iac.Terraform;

/// <summary>Reads what no option depends on: placement, network, devices and the like. What a plan does not know of it is left out.</summary>
internal static class TerraformLaunch
{
    /// <summary>A launch with the rest of an <c>aws_instance</c> or <c>aws_spot_instance_request</c>.</summary>
    public static RunInstancesRequest Instance(TerraformResource resource, RunInstancesRequest launch)
    {
        var values = resource.Values;
        var interfaces = TerraformInterfaces.Of(values);
        ImmutableArray<LaunchBlockDevice> devices = [.. Blocks(values, "ebs_block_device").Select(static b => Device(b, b)), .. Blocks(values, "ephemeral_block_device").Select(static b => Device(b, null))];
        var launched = launch.Over(new LaunchTemplateData
        {
            Placement = new LaunchPlacement
            {
                AvailabilityZone = values.TextOf("availability_zone"),
                GroupName = values.TextOf("placement_group"),
                GroupId = values.TextOf("placement_group") is null ? values.TextOf("placement_group_id") : null,
                PartitionNumber = Positive(values["placement_partition_number"]),
                HostId = values.TextOf("host_id"),
                Tenancy = values.TextOf("tenancy"),
            },
            MarketType = resource.Type is "aws_spot_instance_request" ? "spot" : resource.Block("instance_market_options")?.TextOf("market_type"),
            Monitoring = Flag(values, "monitoring"),
            HibernationConfigured = Flag(values, "hibernation"),
            HostnameType = resource.Block("private_dns_name_options")?.TextOf("hostname_type"),
            BlockDeviceMappings = devices.IsEmpty ? null : devices,
            NetworkInterfaces = interfaces,
        });
        var ids = LaunchNodes.Texts(values, "vpc_security_group_ids");
        return interfaces is not null ? launched : launched with
        {
            SubnetId = values.TextOf("subnet_id"),
            PrivateIpAddress = values.TextOf("private_ip"),
            Ipv6Addresses = LaunchNodes.Texts(values, "ipv6_addresses"),
            Ipv6AddressCount = LaunchNodes.Texts(values, "ipv6_addresses") is null ? Positive(values["ipv6_address_count"]) : null,
            SecurityGroupIds = ids,
            SecurityGroups = ids is null ? LaunchNodes.Texts(values, "security_groups") : null,
        };
    }

    /// <summary>A launch with the rest of an <c>aws_launch_configuration</c>.</summary>
    public static RunInstancesRequest Configuration(ConfigNode values, RunInstancesRequest launch) => launch.Over(LaunchConfigurationData.Of(
        [.. Blocks(values, "ebs_block_device").Select(static b => Device(b, b)), .. Blocks(values, "ephemeral_block_device").Select(static b => Device(b, null))],
        LaunchNodes.Texts(values, "security_groups") ?? [],
        Flag(values, "associate_public_ip_address"),
        Flag(values, "enable_monitoring"),
        values.TextOf("spot_price"),
        values.TextOf("placement_tenancy")));

    /// <summary>A template's version with the rest of an <c>aws_launch_template</c>.</summary>
    public static LaunchTemplateData Template(TerraformResource resource, LaunchTemplateData version)
    {
        var values = resource.Values;
        var placement = resource.Block("placement");
        ImmutableArray<LaunchNetworkInterface> interfaces = [.. Blocks(values, "network_interfaces").Select(TerraformInterfaces.OfTemplate)];
        ImmutableArray<LaunchBlockDevice> devices = [.. Blocks(values, "block_device_mappings").Select(static b => Device(b, Blocks(b, "ebs").FirstOrDefault()))];
        return version.Over(new LaunchTemplateData
        {
            Placement = placement is null ? null : new LaunchPlacement
            {
                AvailabilityZone = placement.TextOf("availability_zone"),
                GroupName = placement.TextOf("group_name"),
                GroupId = placement.TextOf("group_id"),
                PartitionNumber = Positive(placement["partition_number"]),
                HostId = placement.TextOf("host_id"),
                Tenancy = placement.TextOf("tenancy"),
                Affinity = placement.TextOf("affinity"),
            },
            MarketType = resource.Block("instance_market_options")?.TextOf("market_type"),
            Monitoring = LaunchNodes.Flag(resource.Block("monitoring")?["enabled"]),
            HibernationConfigured = LaunchNodes.Flag(resource.Block("hibernation_options")?["configured"]),
            HostnameType = resource.Block("private_dns_name_options")?.TextOf("hostname_type"),
            SecurityGroupIds = LaunchNodes.Texts(values, "vpc_security_group_ids"),
            SecurityGroups = LaunchNodes.Texts(values, "security_group_names"),
            NetworkInterfaces = interfaces.IsEmpty ? null : interfaces,
            BlockDeviceMappings = devices.IsEmpty ? null : devices,
            KernelId = values.TextOf("kernel_id"),
            RamdiskId = values.TextOf("ram_disk_id"),
            OtherParameters = Others(
                values,
                "ebs_optimized", "disable_api_stop", "disable_api_termination", "instance_initiated_shutdown_behavior", "cpu_options", "credit_specification",
                "enclave_options", "maintenance_options"),
        });
    }

    /// <summary>The blocks of a name.</summary>
    public static IEnumerable<ConfigNode> Blocks(ConfigNode values, string name) =>
        values[name] is { Kind: ConfigKind.List } list ? list.Items.Where(static b => b.Kind is ConfigKind.Object) : [];

    /// <summary>A number above 0: the provider writes 0 for "not set".</summary>
    public static int? Positive(ConfigNode? node) => LaunchNodes.Number(node) is > 0 and var number ? number : null;

    private static bool? Flag(ConfigNode values, string name) => LaunchNodes.Flag(values[name]);

    private static LaunchBlockDevice Device(ConfigNode block, ConfigNode? ebs) => new()
    {
        DeviceName = block.TextOf("device_name"),
        VirtualName = block.TextOf("virtual_name"),
        NoDevice = block.TextOf("no_device") is not (null or "false"),
        OtherParameters = ebs is null ? new LaunchBlockDevice().OtherParameters
            : Others(ebs, "delete_on_termination", "encrypted", "iops", "kms_key_id", "snapshot_id", "throughput", "volume_size", "volume_type")
                .ToImmutableSortedDictionary(static p => "Ebs." + p.Key, static p => p.Value, StringComparer.Ordinal),
    };

    private static ImmutableSortedDictionary<string, string> Others(ConfigNode values, params ReadOnlySpan<string> names)
    {
        var others = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var name in names)
        {
            if (values.TextOf(name) is { } text)
            {
                others[Ec2Name(name)] = text;
            }

            foreach (var member in Blocks(values, name).FirstOrDefault()?.Members ?? [])
            {
                if (member.Value is { Kind: not (ConfigKind.Object or ConfigKind.List or ConfigKind.Null), Text.Length: > 0 } value)
                {
                    others[$"{Ec2Name(name)}.{Ec2Name(member.Name)}"] = value.Text;
                }
            }
        }

        return others.ToImmutable();
    }

    // ebs_optimized is EbsOptimized.
    private static string Ec2Name(string name) =>
        string.Concat(name.Split('_').Select(static w => char.ToUpper(w[0], CultureInfo.InvariantCulture) + w[1..]));
}
