using FakeImds.Iac.Documents;
using FakeImds.Iac.Messages;

namespace FakeImds.Iac.Options;

/// <summary>Holds an object of metadata options against the names that its format has, so that no option is passed over.</summary>
internal static class OptionMembers
{
    /// <exception cref="ConfigException">It is no object, or has a member of another name.</exception>
    public static ConfigNode Checked(ConfigNode node, params IReadOnlyList<string> allowed)
    {
        if (node.Kind is not ConfigKind.Object)
        {
            throw node.Error($"{node.Path} is {(node.Kind is ConfigKind.List ? "a list" : $"'{ShortValue.Of(node.Text)}'")}; an object is allowed");
        }

        return node.Members.FirstOrDefault(m => !allowed.Contains(m.Name)) is not { } unknown ? node
            : throw new ConfigException(unknown.Position, $"unknown member '{ShortValue.Of(unknown.Name)}' in {node.Path}{(NearestName.Hint(unknown.Name, allowed) is { Length: > 0 } hint ? hint : "; allowed: " + string.Join(", ", allowed))}");
    }
}
