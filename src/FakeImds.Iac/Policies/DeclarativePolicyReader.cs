using FakeImds.Ec2;
using FakeImds.Iac.Documents;
using FakeImds.Iac.Messages;
using FakeImds.Iac.Options;

namespace FakeImds.Iac.Policies;

/// <summary>Reads an organization's declarative policy for EC2: <c>ec2_attributes.instance_metadata_defaults</c> (docs/fidelity.md#declarative-policy).</summary>
internal static class DeclarativePolicyReader
{
    private const string Attributes = "ec2_attributes";
    private const string Defaults = $"{Attributes}.instance_metadata_defaults";
    private const string Message = $"{Attributes}.exception_message";
    private const string Assign = "@@assign";

    private static readonly OptionNames s_names = OptionNames.Terraform;
    private static readonly string[] s_known = [s_names.HttpTokens, s_names.HttpPutResponseHopLimit, s_names.HttpEndpoint, s_names.InstanceMetadataTags, s_names.HttpTokensEnforced];

    /// <summary>Reads one policy that is in effect as it stands.</summary>
    /// <exception cref="ConfigException">It is not such a policy, or a value is not one that EC2 takes.</exception>
    public static DeclarativePolicy Read(ConfigNode document) =>
        Of(Nodes(document).Select(static n => (n.Path, Value: Assigned(n.Path, n.Node))).Where(static n => n.Value is not null).ToDictionary(static n => n.Path, static n => n.Value!));

    /// <summary>The policy that assigns these values, each by its path.</summary>
    /// <exception cref="ConfigException">A value is not one that EC2 takes.</exception>
    public static DeclarativePolicy Of(IReadOnlyDictionary<string, ConfigNode> values)
    {
        var assigned = new ConfigNode(ConfigKind.Object, new ConfigPosition(1, 1), Defaults);
        foreach (var (path, value) in values.Where(static v => v.Key.StartsWith(Defaults + ".", StringComparison.Ordinal)))
        {
            assigned.Add(new ConfigMember(path[(Defaults.Length + 1)..], value.Position, value));
        }

        var policy = new DeclarativePolicy { Defaults = new OptionReader(s_names).Defaults(assigned, noPreference: "no_preference") };
        return values.TryGetValue(Message, out var message) && message.Text is { Length: > 0 } text ? policy with { ExceptionMessage = text } : policy;
    }

    /// <summary>The parts of a policy that are about metadata, outer ones first, each with its path.</summary>
    /// <exception cref="ConfigException">It is not such a policy, or has a member that no such policy has.</exception>
    public static IEnumerable<(string Path, ConfigNode Node)> Nodes(ConfigNode document)
    {
        var attributes = document[Attributes] is { Kind: ConfigKind.Object } found ? found
            : throw document.Error($"the policy has no object {Attributes}; a declarative policy for EC2 is allowed");
        yield return (Attributes, attributes);
        if (attributes["exception_message"] is { } message)
        {
            yield return (Message, message);
        }

        if (attributes["instance_metadata_defaults"] is not { } defaults)
        {
            yield break;
        }

        if (defaults.Kind is not ConfigKind.Object)
        {
            throw defaults.Error($"{Defaults} is not an object; one with {AllowedWords.Of(s_known)} is allowed");
        }

        yield return (Defaults, defaults);
        foreach (var member in defaults.Members.Where(static m => !m.Name.StartsWith("@@", StringComparison.Ordinal)))
        {
            if (!s_known.Contains(member.Name))
            {
                throw new ConfigException(member.Position, $"unknown member '{ShortValue.Of(member.Name)}' in {Defaults}; allowed: {string.Join(", ", s_known)}{NearestName.Hint(member.Name, s_known)}");
            }

            yield return ($"{Defaults}.{member.Name}", member.Value);
        }
    }

    /// <summary>What a part assigns: with the operator, or plainly as in a policy in effect; null for nothing.</summary>
    /// <exception cref="ConfigException">An operator is not for single values.</exception>
    public static ConfigNode? Assigned(string path, ConfigNode node)
    {
        if (path is Attributes or Defaults || node.Kind is not ConfigKind.Object)
        {
            return path is Attributes or Defaults ? null : node;
        }

        return node.Members.FirstOrDefault(static m => m.Name is "@@append" or "@@remove") is { } list
            ? throw new ConfigException(list.Position, $"{path} has {list.Name}, which is for lists; {Assign} is allowed")
            : node[Assign];
    }
}
