using System.Collections.Immutable;

namespace FakeImds.Ec2;

/// <summary>The tags that EC2 sets itself. They don't count against the limit, and nobody else can set or take them (docs/fidelity.md#aws-tags).</summary>
internal static class ReservedTags
{
    public const string TemplateId = "aws:ec2launchtemplate:id";
    public const string TemplateVersion = "aws:ec2launchtemplate:version";

    private const string Prefix = "aws:";

    public static bool Has(string key) => key.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase);

    /// <summary>The tags of an instance: those of its launch, and those that tell the template.</summary>
    public static ImmutableSortedDictionary<string, string> OfLaunch(ResolvedLaunch launch)
    {
        var tags = launch.Request.Tags ?? InstanceDescription.NoTags;
        return launch is { Template: { } template, TemplateVersion: { } version }
            ? tags.SetItem(TemplateId, template.LaunchTemplateId).SetItem(TemplateVersion, MetadataOptionText.Of(version.VersionNumber))
            : tags;
    }
}
