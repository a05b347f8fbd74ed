using System.Collections.Immutable;
using FakeImds.Ec2;
using FakeImds.Iac.Documents;

namespace FakeImds.Iac.AwsCli;

/// <summary>What describe-instances says of an instance, save network, placement, key and profile.</summary>
internal static class InstanceMapper
{
    public static InstanceDescription Describe(InstanceDescription basis, ConfigNode instance, ConfigNode? reservation) => basis with
    {
        InstanceId = instance.TextOf("InstanceId") ?? basis.InstanceId,
        ImageId = instance.TextOf("ImageId") ?? basis.ImageId,
        ReservationId = reservation?.TextOf("ReservationId") ?? basis.ReservationId,
        LaunchTime = instance.TimeOf("LaunchTime") ?? basis.LaunchTime,
        InstanceType = instance.TextOf("InstanceType") ?? basis.InstanceType,
        Architecture = instance.TextOf("Architecture") ?? basis.Architecture,
        AmiLaunchIndex = instance.NumberOf("AmiLaunchIndex") ?? basis.AmiLaunchIndex,
        KernelId = instance.TextOf("KernelId") ?? basis.KernelId,
        RamdiskId = instance.TextOf("RamdiskId") ?? basis.RamdiskId,
        InstanceLifeCycle = instance.TextOf("InstanceLifecycle") is { } life ? (life is "spot" ? "spot" : "on-demand") : basis.InstanceLifeCycle,
        Profile = Profile(instance) ?? basis.Profile,
        Monitoring = instance["Monitoring"] is { } monitoring ? monitoring.TextOf("State") is "enabled" : basis.Monitoring,
        BlockDevices = Devices(instance, basis.BlockDevices),
        SecurityGroups = instance["SecurityGroups"] is { } groups ? Texts(groups.Items, "GroupName") : basis.SecurityGroups,
        Tags = instance["Tags"] is null ? basis.Tags : Tags(basis.Tags.Clear(), instance),
        ProductCodes = instance["ProductCodes"] is null ? basis.ProductCodes : ProductCodes(instance),
        HibernationConfigured = instance["HibernationOptions"]?.FlagOf("Configured") ?? basis.HibernationConfigured,
    };

    public static string? Profile(ConfigNode node) =>
        node.TextOf("VirtualizationType") is { } type ? $"default-{type}" : null;

    public static ImmutableArray<string> ProductCodes(ConfigNode node) => Texts(node.ListOf("ProductCodes"), "ProductCodeId");

    public static ImmutableArray<string> Texts(IEnumerable<ConfigNode> nodes, string member) =>
        [.. nodes.Select(n => n.TextOf(member)).OfType<string>()];

    /// <summary>The tags of a node's <c>Tags</c>, over those given.</summary>
    public static ImmutableSortedDictionary<string, string> Tags(ImmutableSortedDictionary<string, string> tags, ConfigNode node)
    {
        foreach (var tag in node.ListOf("Tags"))
        {
            tags = tags.SetItem(tag.Required("Key").Text, tag["Value"]?.Text ?? "");
        }

        return tags;
    }

    /// <summary>The device names as the mapping gives them: an image's has virtual names too, an instance's has not.</summary>
    public static BlockDeviceMapping Devices(ConfigNode node, BlockDeviceMapping basis)
    {
        var root = node.TextOf("RootDeviceName") ?? basis.Root;
        var mappings = node["BlockDeviceMappings"]?.Items;
        return basis with
        {
            Root = root,
            Ami = root.StartsWith("/dev/", StringComparison.Ordinal) ? root["/dev/".Length..] : root,
            Ebs = mappings is null ? basis.Ebs : Texts(mappings.Where(m => m["Ebs"] is not null && m.TextOf("DeviceName") != root), "DeviceName"),
            Ephemeral = mappings is null ? basis.Ephemeral
                : basis.Ephemeral.Union(Texts(mappings.Where(static m => m.TextOf("VirtualName") is { } name && name.StartsWith("ephemeral", StringComparison.Ordinal)), "DeviceName")).ToImmutableArray(),
        };
    }
}
