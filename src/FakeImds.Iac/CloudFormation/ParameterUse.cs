using FakeImds.Iac.Documents;
using FakeImds.Iac.Messages;
using FakeImds.Iac.Worlds;

namespace FakeImds.Iac.CloudFormation;

/// <summary>Which values of a parameter without a value a template can tell apart, by what it does with it.</summary>
internal sealed class ParameterUse(ConfigNode template)
{
    // With more than this the parameter is no switch: an image, an instance type.
    private const int MaxValues = 16;

    private readonly Lazy<Dictionary<string, (List<string> Compared, List<string> Keys)>> _uses = new(() => Find(template));

    /// <summary>The alternatives, the last of them "any other value" unless the list is whole; null when there is no telling apart.</summary>
    public IReadOnlyList<Alternative>? Alternatives(string name, ConfigNode parameter)
    {
        if (parameter["AllowedValues"] is { Items.Count: > 0 and <= MaxValues } allowed)
        {
            return [.. allowed.Items.Select(i => Is(name, i.Text))];
        }

        var (compared, keys) = _uses.Value.GetValueOrDefault(name, ([], []));
        var values = keys.Count > 0 ? keys : compared;
        return values.Count is 0 or > MaxValues ? null
            : keys.Count > 0 ? [.. keys.Select(v => Is(name, v))]
            : [.. compared.Select(v => Is(name, v)), new Alternative(Other, $"parameter {name} is another value")];
    }

    /// <summary>What a pseudo parameter is compared with, and "any other value".</summary>
    public IReadOnlyList<Alternative> Compared(string name, string words) =>
        [.. _uses.Value.GetValueOrDefault(name, ([], [])).Compared.Take(MaxValues).Select(v => new Alternative(v, $"{words} is '{ShortValue.Of(v)}'")), new Alternative(Other, $"{words} is another")];

    /// <summary>The value of a parameter that is none of those compared with.</summary>
    public const string Other = "\0other";

    private static Alternative Is(string name, string value) => new(value, $"parameter {name} is '{ShortValue.Of(value)}'");

    private static Dictionary<string, (List<string> Compared, List<string> Keys)> Find(ConfigNode template)
    {
        Dictionary<string, (List<string> Compared, List<string> Keys)> uses = new(StringComparer.Ordinal);
        Stack<ConfigNode> rest = new([template]);

        // A document with aliases can be larger than its nodes.
        for (var steps = 0; steps < 1_000_000 && rest.TryPop(out var node); steps++)
        {
            if (node is { Kind: ConfigKind.Object, Members: [{ Name: "Fn::Equals", Value: { Items: [var one, var two] } }] })
            {
                Compared(uses, one, two);
                Compared(uses, two, one);
            }
            else if (node is { Kind: ConfigKind.Object, Members: [{ Name: "Fn::FindInMap", Value: { Items: [{ Kind: ConfigKind.String } map, var key, ..] } find }] }
                && find.Items.Count == 3 && Name(key) is { } asked && template["Mappings"]?[map.Text] is { } keys)
            {
                Use(uses, asked).Keys.AddRange(keys.Members.Select(static m => m.Name).Except(Use(uses, asked).Keys));
            }

            foreach (var member in node.Members)
            {
                rest.Push(member.Value);
            }

            foreach (var item in node.Items)
            {
                rest.Push(item);
            }
        }

        return uses;
    }

    private static void Compared(Dictionary<string, (List<string> Compared, List<string> Keys)> uses, ConfigNode one, ConfigNode two)
    {
        if (Name(one) is { } name && two.Kind is not (ConfigKind.Object or ConfigKind.List) && !Use(uses, name).Compared.Contains(two.Text))
        {
            Use(uses, name).Compared.Add(two.Text);
        }
    }

    private static (List<string> Compared, List<string> Keys) Use(Dictionary<string, (List<string> Compared, List<string> Keys)> uses, string name) =>
        uses.TryGetValue(name, out var use) ? use : uses[name] = ([], []);

    private static string? Name(ConfigNode node) => node is { Kind: ConfigKind.Object, Members: [{ Name: "Ref", Value: { Kind: ConfigKind.String } name }] } ? name.Text : null;
}
