using System.Collections.Immutable;
using FakeImds.Iac.Documents;
using FakeImds.Iac.Worlds;

namespace FakeImds.Iac.Terraform;

/// <summary>Reads the tags that instances get.</summary>
internal static class TerraformTags
{
    private static readonly ImmutableSortedDictionary<string, string> s_none = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>The tags of an instance, those that the provider adds too.</summary>
    public static ImmutableSortedDictionary<string, string>? OfInstance(TerraformResource resource, OpenMembers open)
    {
        // Without any tags, tags_all is "known after apply" all the same.
        if (resource.IsUnknown("tags_all") && (resource.Expression("tags") is not null || resource.All.HasDefaultTags) && (resource.IsUnknown("tags") || resource.All.HasDefaultTags))
        {
            open.Add("TagKeys", resource.Unknown("tags"));
        }

        return Of(resource.Values["tags_all"] is { Kind: ConfigKind.Object } all ? all : resource.Values["tags"], Object(resource, "tags_all") ?? Object(resource, "tags"), resource, open);
    }

    /// <summary>The tags that a launch template gives its instances.</summary>
    public static ImmutableSortedDictionary<string, string>? OfTemplate(TerraformResource resource, OpenMembers open)
    {
        if (resource.IsUnknown("tag_specifications") && resource.Expression("tag_specifications") is not null)
        {
            open.Add("TagKeys", resource.Unknown("tag_specifications"));
        }

        ImmutableSortedDictionary<string, string>? tags = null;
        foreach (var (index, specification) in (resource.Values["tag_specifications"]?.Items ?? []).Index())
        {
            if (specification.TextOf("resource_type") is "instance")
            {
                var unknown = resource.Change.AfterUnknown?["tag_specifications"] is { Kind: ConfigKind.List } list && list.Items.Count > index ? list.Items[index]["tags"] : null;
                if (unknown is { Kind: ConfigKind.Boolean, Text: "true" })
                {
                    open.Add("TagKeys", resource.Unknown("tag_specifications", "tags"));
                }

                tags = Of(specification["tags"], unknown, resource, open) ?? tags;
            }
        }

        return tags;
    }

    /// <summary>The tags that an Auto Scaling group puts on its instances.</summary>
    public static ImmutableSortedDictionary<string, string>? OfGroup(TerraformResource resource, OpenMembers open)
    {
        if (resource.IsUnknown("tag") && resource.Expression("tag") is not null)
        {
            open.Add("TagKeys", resource.Unknown("tag"));
        }

        ImmutableSortedDictionary<string, string>? tags = null;
        foreach (var tag in (resource.Values["tag"]?.Items ?? []).Where(static t => t["propagate_at_launch"]?.Text is "true"))
        {
            if (tag.TextOf("key") is { } key)
            {
                tags = (tags ?? s_none).SetItem(key, tag.TextOf("value") ?? "");
            }
            else
            {
                open.Add("TagKeys", resource.Unknown("tag", "key"));
            }
        }

        return tags;
    }

    private static ImmutableSortedDictionary<string, string>? Of(ConfigNode? map, ConfigNode? unknown, TerraformResource resource, OpenMembers open)
    {
        foreach (var member in unknown?.Members ?? [])
        {
            open.Add("Tags." + member.Name, resource.Unknown("tags"));
        }

        return map is not { Kind: ConfigKind.Object } ? null
            : map.Members.Where(static m => m.Value.Kind is ConfigKind.String).ToImmutableSortedDictionary(static m => m.Name, static m => m.Value.Text, StringComparer.Ordinal);
    }

    private static ConfigNode? Object(TerraformResource resource, string name) => resource.Change.AfterUnknown?[name] is { Kind: ConfigKind.Object } found ? found : null;
}
