using FakeImds.Iac.Documents;

namespace FakeImds.Iac.Launchers;

/// <summary>Knows resources of types that nobody knows here, but whose members say that they launch instances.</summary>
internal static class LaunchLike
{
    private const int MaxDepth = 16;

    private static readonly HashSet<string> s_members = new(StringComparer.OrdinalIgnoreCase)
    {
        "MetadataOptions", "metadata_options", "InstanceMetadataOptions", "instance_metadata_options", "HttpTokens", "http_tokens", "ImdsSupport", "DisableIMDSv1",
        "LaunchTemplateId", "launch_template_id", "LaunchTemplateName", "launch_template_name", "LaunchTemplateSpecification", "launch_template_specification",
        "LaunchTemplateData", "launch_template_data", "LaunchTemplate", "launch_template", "LaunchConfigurationName", "launch_configuration",
    };

    /// <summary>The first member that says so; null without any.</summary>
    public static string? MemberOf(ConfigNode? node, int depth = 0)
    {
        if (node is null || depth > MaxDepth)
        {
            return null;
        }

        foreach (var member in node.Members)
        {
            if (s_members.Contains(member.Name) && IsSet(member.Value))
            {
                return member.Name;
            }

            if (MemberOf(member.Value, depth + 1) is { } inner)
            {
                return inner;
            }
        }

        return node.Items.Select(i => MemberOf(i, depth + 1)).FirstOrDefault(static m => m is not null);
    }

    // Plans write what is not set as null or as an empty list.
    private static bool IsSet(ConfigNode value) => value.Kind switch
    {
        ConfigKind.Null => false,
        ConfigKind.List => value.Items.Count > 0,
        ConfigKind.Object => true,
        _ => value.Text.Length > 0,
    };
}
