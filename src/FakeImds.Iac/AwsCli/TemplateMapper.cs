using FakeImds.Ec2;
using FakeImds.Iac.Documents;

namespace FakeImds.Iac.AwsCli;

/// <summary>What an instance has from its launch template's version.</summary>
internal static class TemplateMapper
{
    public static InstanceDescription Describe(InstanceDescription basis, ConfigNode? data) => data is null ? basis : basis with
    {
        ImageId = data.TextOf("ImageId") ?? basis.ImageId,
        InstanceType = data.TextOf("InstanceType") ?? basis.InstanceType,
        Placement = PlacementMapper.Describe(basis.Placement, data["Placement"]),
        UserData = data.TextOf("UserData") is { } base64 ? [.. Convert.FromBase64String(base64)] : basis.UserData,
        HibernationConfigured = data["HibernationOptions"]?.FlagOf("Configured") ?? basis.HibernationConfigured,
        Monitoring = data["Monitoring"]?.FlagOf("Enabled") ?? basis.Monitoring,
        InstanceLifeCycle = data["InstanceMarketOptions"]?.TextOf("MarketType") is "spot" ? "spot" : basis.InstanceLifeCycle,
        Tags = data.ListOf("TagSpecifications").Where(static s => s.TextOf("ResourceType") is "instance")
            .Aggregate(basis.Tags, static (tags, s) => InstanceMapper.Tags(tags, s)),
    };
}
