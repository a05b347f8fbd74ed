using System.Collections.Immutable;
using FakeImds.Ec2;
using FakeImds.Ec2Api.Protocol;
using FakeImds.Ec2Api.Shapes;

namespace FakeImds.Ec2Api.Launches;

/// <summary>Reads what a launch says, of RunInstances and of <c>LaunchTemplateData</c> alike.</summary>
internal static class LaunchReader
{
    public static LaunchTemplateData Read(Ec2Call call, Parameters parameters)
    {
        var others = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        var tags = TagShape.ReadSpecifications(parameters);
        KeepTags(others, tags);
        var profile = parameters.Structure("IamInstanceProfile");
        profile?.Keep(others, "IamInstanceProfile.", "Name");
        var data = new LaunchTemplateData
        {
            ImageId = parameters.Text("ImageId"),
            InstanceType = InstanceTypeName.Checked(parameters.Text("InstanceType")),
            MetadataOptions = MetadataOptionsShape.Read(parameters.Structure("MetadataOptions")),
            KeyPair = parameters.Text("KeyName") is { Length: > 0 } key ? NamedResources.KeyPair(call.Region, key) : null,
            InstanceProfile = ProfileShape.Read(call.Region, profile),
            UserData = UserDataText.Read(parameters),
            Tags = tags.GetValueOrDefault("instance"),
            Placement = Placement(parameters.Structure("Placement"), others),
            MarketType = Member(parameters, others, "InstanceMarketOptions", "MarketType", "SpotOptions"),
            Monitoring = parameters.Structure("Monitoring")?.Flag("Enabled"),
            HibernationConfigured = parameters.Structure("HibernationOptions")?.Flag("Configured"),
            HostnameType = Member(parameters, others, "PrivateDnsNameOptions", "HostnameType", "EnableResourceNameDnsARecord", "EnableResourceNameDnsAAAARecord"),
            SecurityGroupIds = Texts(parameters, "SecurityGroupId"),
            SecurityGroups = Texts(parameters, "SecurityGroup"),
            NetworkInterfaces = parameters.Structures("NetworkInterface") is { Count: > 0 } interfaces ? [.. interfaces.Select(InterfaceReader.Read)] : null,
            BlockDeviceMappings = parameters.Structures("BlockDeviceMapping") is { Count: > 0 } devices ? [.. devices.Select(Device)] : null,
            KernelId = parameters.Text("KernelId"),
            RamdiskId = parameters.Text("RamdiskId") ?? parameters.Text("RamDiskId"),
        };
        parameters.Keep(
            others, "",
            "EbsOptimized", "DisableApiTermination", "InstanceInitiatedShutdownBehavior", "ElasticGpuSpecification", "ElasticInferenceAccelerator",
            "CreditSpecification", "CpuOptions", "CapacityReservationSpecification", "LicenseSpecification", "EnclaveOptions", "InstanceRequirements",
            "MaintenanceOptions", "DisableApiStop", "Operator", "NetworkPerformanceOptions", "SecondaryInterface");
        return data with { OtherParameters = others.ToImmutable() };
    }

    private static LaunchPlacement? Placement(Parameters? placement, ImmutableSortedDictionary<string, string>.Builder others)
    {
        placement?.Keep(others, "Placement.", "SpreadDomain", "HostResourceGroupArn");
        return placement is null ? null : new LaunchPlacement
        {
            AvailabilityZone = placement.Text("AvailabilityZone"),
            AvailabilityZoneId = placement.Text("AvailabilityZoneId"),
            GroupName = placement.Text("GroupName"),
            GroupId = placement.Text("GroupId"),
            PartitionNumber = placement.Number("PartitionNumber"),
            HostId = placement.Text("HostId"),
            Tenancy = placement.Text("Tenancy"),
            Affinity = placement.Text("Affinity"),
        };
    }

    private static LaunchBlockDevice Device(Parameters device)
    {
        var others = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        device.Keep(others, "", "Ebs");
        return new LaunchBlockDevice
        {
            DeviceName = device.Text("DeviceName"),
            VirtualName = device.Text("VirtualName"),
            NoDevice = device.Text("NoDevice") is not null,
            OtherParameters = others.ToImmutable(),
        };
    }

    // A member of a structure, and what no metadata shows of the others.
    private static string? Member(Parameters parameters, ImmutableSortedDictionary<string, string>.Builder others, string structure, string member, params ReadOnlySpan<string> rest)
    {
        var found = parameters.Structure(structure);
        found?.Keep(others, structure + ".", rest);
        return found?.Text(member);
    }

    private static ImmutableArray<string>? Texts(Parameters parameters, string name) => parameters.Texts(name) is { Count: > 0 } texts ? [.. texts] : null;

    // Instances' tags come first, so these are counted from 2.
    private static void KeepTags(ImmutableSortedDictionary<string, string>.Builder others, IReadOnlyDictionary<string, ImmutableSortedDictionary<string, string>> byType)
    {
        var number = 1;
        foreach (var (type, tags) in byType.Where(static t => t.Key != "instance"))
        {
            var prefix = FormattableString.Invariant($"TagSpecification.{++number}.");
            others.Add(prefix + "ResourceType", type);
            LaunchQuery.AddTags(others, prefix, tags);
        }
    }
}
