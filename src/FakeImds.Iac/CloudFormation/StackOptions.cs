using FakeImds.Ec2;
using FakeImds.Iac.Documents;
using FakeImds.Iac.Messages;
using FakeImds.Iac.Options;
using FakeImds.Iac.Worlds;

namespace FakeImds.Iac.CloudFormation;

/// <summary>Reads the property <c>MetadataOptions</c>.</summary>
internal static class StackOptions
{
    private static readonly string[] s_options = ["HttpTokens", "HttpPutResponseHopLimit", "HttpEndpoint", "HttpProtocolIpv6", "InstanceMetadataTags"];
    private static readonly string[] s_oldOptions = ["HttpTokens", "HttpPutResponseHopLimit", "HttpEndpoint"];

    // Other names are CloudFormation's to refuse; nearly one of these, what decides would be passed over.
    private static readonly string[] s_deciding = ["MetadataOptions", "ImageId", "LaunchTemplate", "LaunchTemplateData", "MixedInstancesPolicy"];

    /// <summary>Refuses a member whose name is nearly one that decides.</summary>
    /// <exception cref="ConfigException">There is one.</exception>
    public static void RefuseNearMisses(ConfigNode? properties)
    {
        foreach (var member in properties?.Members ?? [])
        {
            if (!s_deciding.Contains(member.Name) && NearestName.Of(member.Name, s_deciding) is { } meant)
            {
                throw new ConfigException(member.Position, $"unknown member '{ShortValue.Of(member.Name)}' in {properties!.Path}; did you mean '{meant}'?");
            }
        }
    }

    /// <param name="evaluator">Evaluates in the world of the reading.</param>
    /// <param name="properties">The properties that may have it.</param>
    /// <param name="areOld">Whether they are those of a launch configuration, which has fewer options.</param>
    /// <param name="open">Gets the options that are open.</param>
    /// <exception cref="ConfigException">An unknown option, or a value that EC2 does not take.</exception>
    public static MetadataOptions? Read(StackEvaluator evaluator, ConfigNode? properties, bool areOld, OpenMembers open)
    {
        RefuseNearMisses(properties);
        if (properties?["Fn::Transform"] is { } call)
        {
            open.Add("MetadataOptions", new Unknown("Fn::Transform " + StackTransforms.NameOf(call), "the transform " + StackTransforms.NameOf(call)));
        }

        ConfigNode? node;
        try
        {
            node = evaluator.Object(properties, "MetadataOptions");
        }
        catch (UnresolvedException e)
        {
            open.Add("MetadataOptions", evaluator.OpenIn(properties?["MetadataOptions"], e.Unknown));
            return null;
        }

        if (node is null)
        {
            return null;
        }

        var allowed = areOld ? s_oldOptions : s_options;
        var known = new ConfigNode(ConfigKind.Object, node.Position, node.Path);
        foreach (var member in node.Members)
        {
            if (member.Name is "Fn::Transform")
            {
                open.Add("MetadataOptions", new Unknown("Fn::Transform", "Fn::Transform"));
                continue;
            }

            if (!allowed.Contains(member.Name))
            {
                throw new ConfigException(member.Position, $"unknown member '{ShortValue.Of(member.Name)}' in {node.Path}{(NearestName.Hint(member.Name, allowed) is { Length: > 0 } hint ? hint : "; allowed: " + string.Join(", ", allowed))}");
            }

            try
            {
                if (evaluator.Single(node, member.Name) is { } value)
                {
                    known.Add(member with { Value = value });
                }
            }
            catch (UnresolvedException e)
            {
                open.Add(member.Name, evaluator.OpenIn(member.Value, e.Unknown));
            }
        }

        return new OptionReader(OptionNames.Ec2).Options(known);
    }
}
