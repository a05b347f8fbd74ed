using System.Globalization;
using FakeImds.Iac.Documents;
using FakeImds.Iac.Launchers;
using FakeImds.Iac.Worlds;

namespace FakeImds.Iac.Terraform;

/// <summary>The values of a resource of a plan or a state, some of them known after apply only.</summary>
internal sealed class TerraformLauncherValues(TerraformResource resource) : ILauncherValues
{
    public IReadOnlyList<ConfigNode> At(ConfigNode? from, string path, out Unknown? open)
    {
        ConfigNode[] found = [.. Walk(from ?? resource.Values, path).Select(static f => f.Node)];
        var names = path.Split('.');

        // What AWS computes and no configuration sets is not known either, and decides nothing.
        open = found is [] && from is null && resource.IsUnknown(names) && (resource.Configuration is null || resource.Expression(names) is not null) ? resource.Unknown(names) : null;
        return found;
    }

    /// <summary>The way to one of the values at a path, with the number of each block in brackets.</summary>
    public string[] TrailOf(string path, int index) => Walk(resource.Values, path)[index].Trail;

    private static List<(ConfigNode Node, string[] Trail)> Walk(ConfigNode root, string path)
    {
        List<(ConfigNode Node, string[] Trail)> nodes = [(root, [])];
        foreach (var name in path.Split('.'))
        {
            nodes = [.. nodes.SelectMany(n => Values(n.Node[name], [.. n.Trail, name]))];
        }

        return nodes;
    }

    private static IEnumerable<(ConfigNode Node, string[] Trail)> Values(ConfigNode? node, string[] trail) => node switch
    {
        null or { Kind: ConfigKind.Null } or { Kind: ConfigKind.String, Text.Length: 0 } => [],
        { Kind: ConfigKind.List } => node.Items.Index().SelectMany(i => Values(i.Item, [.. trail, string.Create(CultureInfo.InvariantCulture, $"[{i.Index}]")])),
        _ => [(node, trail)],
    };
}
