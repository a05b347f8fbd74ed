using FakeImds.Iac.Documents;

namespace FakeImds.Iac.CloudFormation;

/// <summary>Unrolls <c>Fn::ForEach</c>, as the transform <c>AWS::LanguageExtensions</c> does before anything else is looked at.</summary>
/// <param name="items">The items of a collection; null when only AWS, or a parameter without a value, tells them.</param>
internal sealed class ForEachLoops(Func<ConfigNode, IReadOnlyList<string>?> items)
{
    /// <summary>How the name of a loop begins.</summary>
    public const string Prefix = "Fn::ForEach::";

    /// <summary>The transform that loops need.</summary>
    public const string Transform = "AWS::LanguageExtensions";

    // More is only a template made to grow.
    private const int MaxValues = 200_000;

    private static readonly Dictionary<string, string> s_nothing = new(StringComparer.Ordinal);

    private int _values;

    /// <summary>Whether there is a loop anywhere in a node.</summary>
    public static bool AreIn(ConfigNode node) =>
        node.Members.Any(static m => m.Name.StartsWith(Prefix, StringComparison.Ordinal) || AreIn(m.Value)) || node.Items.Any(AreIn);

    /// <summary>The template without loops; a loop over what nobody knows stays as it is.</summary>
    /// <exception cref="ConfigException">A loop is misused or has no end.</exception>
    public ConfigNode Unroll(ConfigNode template) => AreIn(template) ? Copy(template, s_nothing) : template;

    private ConfigNode Copy(ConfigNode node, Dictionary<string, string> bound)
    {
        if (bound.Count is 0 && !AreIn(node))
        {
            return node;
        }

        if (++_values > MaxValues)
        {
            throw node.Error($"{node.Path} grows beyond {MaxValues} values by its loops; less is allowed");
        }

        if (node is { Kind: ConfigKind.Object, Members: [{ Name: "Ref", Value: { Kind: ConfigKind.String } name }] } && bound.TryGetValue(name.Text, out var value))
        {
            return new ConfigNode(ConfigKind.String, node.Position, node.Path, value);
        }

        if (node.Kind is not (ConfigKind.Object or ConfigKind.List))
        {
            return node.Kind is ConfigKind.String ? new ConfigNode(ConfigKind.String, node.Position, node.Path, Filled(node.Text, bound)) : node;
        }

        var copy = new ConfigNode(node.Kind, node.Position, node.Path);
        AddMembers(copy, node, bound);
        foreach (var item in node.Items)
        {
            copy.Add(Copy(item, bound));
        }

        return copy;
    }

    private void AddMembers(ConfigNode copy, ConfigNode node, Dictionary<string, string> bound)
    {
        foreach (var member in node.Members)
        {
            if (!member.Name.StartsWith(Prefix, StringComparison.Ordinal))
            {
                copy.Add(new ConfigMember(Filled(member.Name, bound), member.Position, Copy(member.Value, bound)));
                continue;
            }

            if (member.Value is not { Kind: ConfigKind.List, Items: [{ Kind: ConfigKind.String } name, var collection, { Kind: ConfigKind.Object } body] })
            {
                throw new ConfigException(member.Position, $"{member.Name} is no loop; a list of a name, a collection and an object is allowed");
            }

            if (items(Copy(collection, bound)) is not { } all)
            {
                copy.Add(member with { Value = Copied(member.Value, bound) });
                continue;
            }

            foreach (var one in all)
            {
                AddMembers(copy, body, new Dictionary<string, string>(bound, StringComparer.Ordinal) { [name.Text] = one });
            }
        }
    }

    // What is not unrolled is kept without being looked into.
    private ConfigNode Copied(ConfigNode list, Dictionary<string, string> bound)
    {
        if (bound.Count is 0)
        {
            return list;
        }

        var copy = new ConfigNode(ConfigKind.List, list.Position, list.Path);
        foreach (var item in list.Items)
        {
            copy.Add(AreIn(item) ? item : Copy(item, bound));
        }

        return copy;
    }

    // &{Name} leaves out what a logical id can't have.
    private static string Filled(string text, Dictionary<string, string> bound)
    {
        foreach (var (name, value) in bound)
        {
            text = text.Replace("${" + name + "}", value, StringComparison.Ordinal)
                .Replace("&{" + name + "}", string.Concat(value.Where(char.IsAsciiLetterOrDigit)), StringComparison.Ordinal);
        }

        return text;
    }
}
