using FakeImds.Ec2;
using FakeImds.Iac.Documents;
using FakeImds.Iac.Options;

namespace FakeImds.Iac.Policies;

/// <summary>Reads an organization's declarative policy for EC2: <c>ec2_attributes.instance_metadata_defaults</c> (docs/fidelity.md#declarative-policy).</summary>
internal static class DeclarativePolicyReader
{
    private const string Assign = "@@assign";

    private static readonly OptionNames s_names = OptionNames.Terraform;

    /// <exception cref="ConfigException">It is not such a policy, or a value is not one that EC2 takes.</exception>
    public static DeclarativePolicy Read(ConfigNode document)
    {
        var attributes = document["ec2_attributes"] is { Kind: ConfigKind.Object } found ? found
            : throw document.Error("the policy has no object ec2_attributes; a declarative policy for EC2 is allowed");
        var defaults = attributes["instance_metadata_defaults"] ?? new ConfigNode(ConfigKind.Object, attributes.Position, "instance_metadata_defaults");
        string[] known = [s_names.HttpTokens, s_names.HttpPutResponseHopLimit, s_names.HttpEndpoint, s_names.InstanceMetadataTags, s_names.HttpTokensEnforced];
        var assigned = new ConfigNode(ConfigKind.Object, defaults.Position, defaults.Path);
        foreach (var member in defaults.Members.Where(static m => !m.Name.StartsWith("@@", StringComparison.Ordinal)))
        {
            if (!known.Contains(member.Name))
            {
                throw new ConfigException(member.Position, $"unknown member '{member.Name}' in {defaults.Path}; allowed: {string.Join(", ", known)}");
            }

            if (Assigned(member.Value) is { } value)
            {
                assigned.Add(new ConfigMember(member.Name, member.Position, value));
            }
        }

        var policy = new DeclarativePolicy { Defaults = new OptionReader(s_names).Defaults(assigned, noPreference: "no_preference") };
        return attributes["exception_message"] is { } message && Assigned(message) is { Text: { Length: > 0 } text }
            ? policy with { ExceptionMessage = text }
            : policy;
    }

    private static ConfigNode? Assigned(ConfigNode node) => node.Kind is ConfigKind.Object ? node[Assign] : node;
}
