using FakeImds.Iac.Documents;
using FakeImds.Iac.Launchers;
using FakeImds.Iac.Worlds;

namespace FakeImds.Iac.CloudFormation;

/// <summary>The properties of a resource, evaluated on the way, in one world.</summary>
internal sealed class StackLauncherValues(StackEvaluator evaluator, ConfigNode? properties) : ILauncherValues
{
    private static readonly string[] s_lists = ["LaunchTemplateConfigs", "Overrides", "LaunchSpecifications", "OptionSettings", "Ec2Configuration"];

    public IReadOnlyList<ConfigNode> At(ConfigNode? from, string path, out Unknown? open)
    {
        open = null;
        try
        {
            List<ConfigNode> found = [];
            Add(found, from ?? properties, path);
            return found;
        }
        catch (UnresolvedException e)
        {
            open = e.Unknown;
            return [];
        }
    }

    private void Add(List<ConfigNode> found, ConfigNode? node, string path)
    {
        var dot = path.IndexOf('.', StringComparison.Ordinal);
        var name = dot < 0 ? path : path[..dot];
        var value = evaluator.Single(node, name);
        if (value is { Kind: ConfigKind.List } && !s_lists.Contains(name))
        {
            throw value.Error($"{value.Path} is a list; an object or a single value is allowed");
        }

        foreach (var item in value is { Kind: ConfigKind.List } ? value.Items.Select(evaluator.Value).OfType<ConfigNode>() : value is null ? [] : [value])
        {
            if (dot < 0)
            {
                found.Add(item);
            }
            else
            {
                Add(found, item, path[(dot + 1)..]);
            }
        }
    }
}
