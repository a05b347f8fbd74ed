using System.Collections.Immutable;
using System.Globalization;
using FakeImds.Ec2;
using FakeImds.Iac.Documents;

namespace FakeImds.Iac.AwsCli;

/// <summary>Reads what a launch says where it is written with EC2's own names: outputs of the AWS CLI, and CloudFormation once it is evaluated.</summary>
internal static class LaunchNodes
{
    // What no metadata shows is kept for who describes the template.
    private static readonly string[] s_kept =
    [
        "EbsOptimized", "DisableApiTermination", "InstanceInitiatedShutdownBehavior", "ElasticGpuSpecifications", "ElasticInferenceAccelerators",
        "CreditSpecification", "CpuOptions", "CapacityReservationSpecification", "LicenseSpecifications", "EnclaveOptions", "InstanceRequirements",
        "MaintenanceOptions", "DisableApiStop", "NetworkPerformanceOptions", "SecondaryInterfaces",
    ];

    /// <summary>All but image, type, options, key, profile, user data and instances' tags.</summary>
    /// <exception cref="ConfigException">A number or a flag that is none.</exception>
    public static LaunchTemplateData Details(ConfigNode? data)
    {
        if (data is null)
        {
            return new();
        }

        var others = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        Keep(others, "", data, s_kept);
        Keep(others, "InstanceMarketOptions.", data["InstanceMarketOptions"], "SpotOptions");
        Keep(others, "PrivateDnsNameOptions.", data["PrivateDnsNameOptions"], "EnableResourceNameDnsARecord", "EnableResourceNameDnsAAAARecord");
        Keep(others, "Placement.", data["Placement"], "SpreadDomain", "HostResourceGroupArn");
        foreach (var (index, tags) in data.ListOf("TagSpecifications").Where(static s => s.TextOf("ResourceType") is not (null or "instance")).Index())
        {
            Keep(others, string.Create(CultureInfo.InvariantCulture, $"TagSpecification.{index + 2}."), tags, "ResourceType", "Tags");
        }

        return new LaunchTemplateData
        {
            Placement = Placement(data["Placement"]),
            MarketType = data["InstanceMarketOptions"]?.TextOf("MarketType"),
            Monitoring = Flag(data["Monitoring"]?["Enabled"]),
            HibernationConfigured = Flag(data["HibernationOptions"]?["Configured"]),
            HostnameType = data["PrivateDnsNameOptions"]?.TextOf("HostnameType"),
            SecurityGroupIds = Texts(data, "SecurityGroupIds"),
            SecurityGroups = Texts(data, "SecurityGroups"),
            NetworkInterfaces = data.ListOf("NetworkInterfaces") is { Count: > 0 } interfaces ? [.. interfaces.Select(Interface)] : null,
            BlockDeviceMappings = Devices(data) is { IsEmpty: false } devices ? devices : null,
            KernelId = data.TextOf("KernelId"),
            RamdiskId = data.TextOf("RamDiskId") ?? data.TextOf("RamdiskId"),
            OtherParameters = others.ToImmutable(),
        };
    }

    /// <summary>The device mappings of a launch or an image.</summary>
    public static ImmutableArray<LaunchBlockDevice> Devices(ConfigNode node) =>
    [
        .. node.ListOf("BlockDeviceMappings").Select(static device =>
        {
            var others = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
            Keep(others, "", device, "Ebs");
            return new LaunchBlockDevice
            {
                DeviceName = device.TextOf("DeviceName"),
                VirtualName = device.TextOf("VirtualName"),
                NoDevice = device["NoDevice"] is { Kind: not ConfigKind.Null, Text: not "false" },
                OtherParameters = others.ToImmutable(),
            };
        }),
    ];

    /// <summary>A list of texts; null when it is absent or empty.</summary>
    public static ImmutableArray<string>? Texts(ConfigNode? node, string name) =>
        node?.ListOf(name) is { Count: > 0 } items ? [.. items.Select(static i => i.Text).Where(static t => t.Length > 0)] : null;

    public static int? Number(ConfigNode? node) => node is not { Kind: not ConfigKind.Null, Text.Length: > 0 } ? null
        : int.TryParse(node.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number
        : throw node.Error($"{node.Path} is no whole number; a whole number is allowed");

    public static bool? Flag(ConfigNode? node) => node is not { Kind: not ConfigKind.Null, Text.Length: > 0 } ? null
        : bool.TryParse(node.Text, out var flag) ? flag
        : throw node.Error($"{node.Path} is neither true nor false; one of them is allowed");

    private static LaunchPlacement? Placement(ConfigNode? node) => node is null ? null : new LaunchPlacement
    {
        AvailabilityZone = node.TextOf("AvailabilityZone"),
        AvailabilityZoneId = node.TextOf("AvailabilityZoneId"),
        GroupName = node.TextOf("GroupName"),
        GroupId = node.TextOf("GroupId"),
        PartitionNumber = Number(node["PartitionNumber"]),
        HostId = node.TextOf("HostId"),
        Tenancy = node.TextOf("Tenancy"),
        Affinity = node.TextOf("Affinity"),
    };

    private static LaunchNetworkInterface Interface(ConfigNode node)
    {
        var others = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        Keep(
            others, "", node,
            "DeleteOnTermination", "Description", "AssociateCarrierIpAddress", "Ipv4PrefixCount", "Ipv6PrefixCount", "PrimaryIpv6", "EnaSrdSpecification",
            "ConnectionTrackingSpecification", "EnaQueueCount");
        return new LaunchNetworkInterface
        {
            DeviceIndex = Number(node["DeviceIndex"]),
            NetworkCardIndex = Number(node["NetworkCardIndex"]),
            NetworkInterfaceId = node.TextOf("NetworkInterfaceId"),
            InterfaceType = node.TextOf("InterfaceType"),
            SubnetId = node.TextOf("SubnetId"),
            AssociatePublicIpAddress = Flag(node["AssociatePublicIpAddress"]),
            PrivateIpAddress = node.TextOf("PrivateIpAddress"),
            PrivateIpAddresses = [.. node.ListOf("PrivateIpAddresses").Where(static a => a.TextOf("PrivateIpAddress") is not null).Select(static a => new LaunchPrivateAddress(a.TextOf("PrivateIpAddress")!, Flag(a["Primary"])))],
            SecondaryPrivateIpAddressCount = Number(node["SecondaryPrivateIpAddressCount"]),
            Ipv6Addresses = Members(node, "Ipv6Addresses", "Ipv6Address"),
            Ipv6AddressCount = Number(node["Ipv6AddressCount"]),
            Ipv4Prefixes = Members(node, "Ipv4Prefixes", "Ipv4Prefix"),
            Ipv6Prefixes = Members(node, "Ipv6Prefixes", "Ipv6Prefix"),

            // CloudFormation calls the groups of an instance's interface GroupSet.
            SecurityGroupIds = Texts(node, "Groups") ?? Texts(node, "GroupSet") ?? [],
            OtherParameters = others.ToImmutable(),
        };
    }

    private static ImmutableArray<string> Members(ConfigNode node, string list, string member) => InstanceMapper.Texts(node.ListOf(list), member);

    private static void Keep(ImmutableSortedDictionary<string, string>.Builder others, string prefix, ConfigNode? node, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (node?[name] is { } member)
            {
                Keep(others, prefix + name, member);
            }
        }
    }

    // The Query API has lists in the singular, without exception among what is kept.
    private static void Keep(ImmutableSortedDictionary<string, string>.Builder others, string name, ConfigNode node)
    {
        foreach (var (member, _, value) in node.Members)
        {
            Keep(others, $"{name}.{member}", value);
        }

        foreach (var (index, item) in node.Items.Index())
        {
            Keep(others, string.Create(CultureInfo.InvariantCulture, $"{Singular(name)}.{index + 1}"), item);
        }

        if (node.Kind is not (ConfigKind.Object or ConfigKind.List or ConfigKind.Null))
        {
            others[name] = node.Text;
        }
    }

    private static string Singular(string name) =>
        name.EndsWith("Addresses", StringComparison.Ordinal) ? name[..^2] : name.EndsWith('s') ? name[..^1] : name;
}
