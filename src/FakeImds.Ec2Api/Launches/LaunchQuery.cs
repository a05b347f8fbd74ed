using System.Collections.Immutable;
using System.Globalization;
using FakeImds.Ec2;
using FakeImds.Ec2Api.Protocol;
using FakeImds.Ec2Api.Shapes;

namespace FakeImds.Ec2Api.Launches;

/// <summary>What a launch says, as <c>LaunchTemplateData</c> of a request would: the way back of <see cref="LaunchReader"/>.</summary>
internal static class LaunchQuery
{
    public static ParameterNode Of(LaunchParameters launch)
    {
        var root = new ParameterNode();
        Add(root, "ImageId", launch.ImageId);
        Add(root, "InstanceType", launch.InstanceType);
        Add(root, "KeyName", launch.KeyPair?.Name);
        Add(root, "KernelId", launch.KernelId);
        Add(root, "RamDiskId", launch.RamdiskId);
        Add(root, "IamInstanceProfile.Arn", launch.OtherParameters.ContainsKey("IamInstanceProfile.Name") ? null : launch.InstanceProfile?.Arn);
        Add(root, "UserData", launch.UserData is { } userData ? UserDataText.Write(userData) : null);
        if (launch.Tags is { } tags)
        {
            var pairs = new Dictionary<string, string> { ["TagSpecification.1.ResourceType"] = "instance" };
            AddTags(pairs, "TagSpecification.1.", tags);
            Add(root, "", pairs);
        }

        Add(root, launch.MetadataOptions);
        Add(root, launch.Placement);
        Add(root, "InstanceMarketOptions.MarketType", launch.MarketType);
        Add(root, "Monitoring.Enabled", launch.Monitoring);
        Add(root, "HibernationOptions.Configured", launch.HibernationConfigured);
        Add(root, "PrivateDnsNameOptions.HostnameType", launch.HostnameType);
        Add(root, "SecurityGroupId.", launch.SecurityGroupIds);
        Add(root, "SecurityGroup.", launch.SecurityGroups);
        foreach (var (index, network) in (launch.NetworkInterfaces ?? []).Index())
        {
            Add(root, FormattableString.Invariant($"NetworkInterface.{index + 1}."), network);
        }

        foreach (var (index, device) in (launch.BlockDeviceMappings ?? []).Index())
        {
            var prefix = FormattableString.Invariant($"BlockDeviceMapping.{index + 1}.");
            Add(root, prefix + "DeviceName", device.DeviceName);
            Add(root, prefix + "VirtualName", device.VirtualName);
            Add(root, prefix + "NoDevice", device.NoDevice ? "" : null);
            Add(root, prefix, device.OtherParameters);
        }

        Add(root, "", launch.OtherParameters);
        return root;
    }

    /// <summary>The pairs <c>Tag.N.Key</c> and <c>Tag.N.Value</c>.</summary>
    public static void AddTags(IDictionary<string, string> pairs, string prefix, ImmutableSortedDictionary<string, string> tags)
    {
        foreach (var (index, (key, value)) in tags.Index())
        {
            var number = FormattableString.Invariant($"{prefix}Tag.{index + 1}.");
            pairs[number + "Key"] = key;
            pairs[number + "Value"] = value;
        }
    }

    private static void Add(ParameterNode root, MetadataOptions? options)
    {
        Add(root, "MetadataOptions.HttpTokens", options?.HttpTokens is { } tokens ? MetadataOptionText.Of(tokens) : null);
        Add(root, "MetadataOptions.HttpPutResponseHopLimit", options?.HttpPutResponseHopLimit);
        Add(root, "MetadataOptions.HttpEndpoint", options?.HttpEndpoint is { } endpoint ? MetadataOptionText.Of(endpoint) : null);
        Add(root, "MetadataOptions.HttpProtocolIpv6", options?.HttpProtocolIpv6 is { } ipv6 ? MetadataOptionText.Of(ipv6) : null);
        Add(root, "MetadataOptions.InstanceMetadataTags", options?.InstanceMetadataTags is { } tags ? MetadataOptionText.Of(tags) : null);
    }

    private static void Add(ParameterNode root, LaunchPlacement? placement)
    {
        Add(root, "Placement.AvailabilityZone", placement?.AvailabilityZone);
        Add(root, "Placement.AvailabilityZoneId", placement?.AvailabilityZoneId);
        Add(root, "Placement.Affinity", placement?.Affinity);
        Add(root, "Placement.GroupName", placement?.GroupName);
        Add(root, "Placement.GroupId", placement?.GroupId);
        Add(root, "Placement.HostId", placement?.HostId);
        Add(root, "Placement.Tenancy", placement?.Tenancy);
        Add(root, "Placement.PartitionNumber", placement?.PartitionNumber);
    }

    private static void Add(ParameterNode root, string prefix, LaunchNetworkInterface network)
    {
        Add(root, prefix + "AssociatePublicIpAddress", network.AssociatePublicIpAddress);
        Add(root, prefix + "DeviceIndex", network.DeviceIndex);
        Add(root, prefix + "SecurityGroupId.", network.SecurityGroupIds);
        Add(root, prefix + "InterfaceType", network.InterfaceType);
        Add(root, prefix + "Ipv6AddressCount", network.Ipv6AddressCount);
        Add(root, prefix + "Ipv6Addresses.", network.Ipv6Addresses, "Ipv6Address");
        Add(root, prefix + "NetworkInterfaceId", network.NetworkInterfaceId);
        Add(root, prefix + "PrivateIpAddress", network.PrivateIpAddress);
        foreach (var (index, address) in network.PrivateIpAddresses.Index())
        {
            var item = FormattableString.Invariant($"{prefix}PrivateIpAddresses.{index + 1}.");
            Add(root, item + "Primary", address.Primary);
            Add(root, item + "PrivateIpAddress", address.PrivateIpAddress);
        }

        Add(root, prefix + "SecondaryPrivateIpAddressCount", network.SecondaryPrivateIpAddressCount);
        Add(root, prefix + "SubnetId", network.SubnetId);
        Add(root, prefix + "NetworkCardIndex", network.NetworkCardIndex);
        Add(root, prefix + "Ipv4Prefix.", network.Ipv4Prefixes, "Ipv4Prefix");
        Add(root, prefix + "Ipv6Prefix.", network.Ipv6Prefixes, "Ipv6Prefix");
        Add(root, prefix, network.OtherParameters);
    }

    private static void Add(ParameterNode root, string prefix, IReadOnlyDictionary<string, string> others)
    {
        foreach (var (name, value) in others)
        {
            Add(root, prefix + name, value);
        }
    }

    private static void Add(ParameterNode root, string prefix, ImmutableArray<string>? texts, string? member = null)
    {
        foreach (var (index, text) in (texts ?? []).Index())
        {
            Add(root, FormattableString.Invariant($"{prefix}{index + 1}") + (member is null ? "" : "." + member), text);
        }
    }

    private static void Add(ParameterNode root, string name, bool? value) => Add(root, name, value switch { true => "true", false => "false", null => null });

    private static void Add(ParameterNode root, string name, int? value) => Add(root, name, value?.ToString(CultureInfo.InvariantCulture));

    private static void Add(ParameterNode root, string name, string? value)
    {
        if (value is not null)
        {
            root.Add(name, value);
        }
    }
}
