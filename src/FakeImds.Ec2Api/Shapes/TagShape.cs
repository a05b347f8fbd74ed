using System.Collections.Immutable;
using FakeImds.Ec2;
using FakeImds.Ec2Api.Protocol;

namespace FakeImds.Ec2Api.Shapes;

/// <summary>Tags on the wire.</summary>
internal static class TagShape
{
    /// <summary>The members <c>Tag.N.Key</c> and <c>Tag.N.Value</c>; of two with the same key the last counts.</summary>
    public static ImmutableSortedDictionary<string, string> Read(Parameters parameters)
    {
        var tags = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var tag in parameters.Structures("Tag"))
        {
            tags[tag.Required("Key")] = tag.Text("Value") ?? "";
        }

        return TagRules.Check(tags) is { } error ? throw new Ec2Exception(error) : tags.ToImmutable();
    }

    /// <summary>The tags of <c>TagSpecification.N</c> by resource type.</summary>
    public static IReadOnlyDictionary<string, ImmutableSortedDictionary<string, string>> ReadSpecifications(Parameters parameters)
    {
        var tags = new Dictionary<string, ImmutableSortedDictionary<string, string>>(StringComparer.Ordinal);
        foreach (var specification in parameters.Structures("TagSpecification"))
        {
            var type = specification.Required("ResourceType");
            tags[type] = tags.GetValueOrDefault(type, InstanceDescription.NoTags).SetItems(Read(specification));
        }

        return tags;
    }

    public static Ec2Xml Write(Ec2Xml xml, IReadOnlyCollection<KeyValuePair<string, string>> tags) =>
        xml.OptionalList("tagSet", tags, static (x, t) => x.Text("key", t.Key).Text("value", t.Value));
}
