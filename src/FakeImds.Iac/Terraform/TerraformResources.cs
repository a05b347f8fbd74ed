using FakeImds.Iac.Documents;

namespace FakeImds.Iac.Terraform;

/// <summary>Lists the resources of a plan or a state, those of modules too.</summary>
internal static class TerraformResources
{
    /// <param name="document">The output of <c>terraform show -json</c>.</param>
    /// <exception cref="ConfigException">It has another form.</exception>
    public static IReadOnlyList<TerraformResource> Of(ConfigNode document)
    {
        var configuration = document["configuration"]?["root_module"];
        List<TerraformResource> found = [];
        Add(found, document["planned_values"]?["root_module"] ?? document["values"]?["root_module"], configuration);

        // What a plan reads, it has read before.
        List<TerraformResource> prior = [];
        Add(prior, document["prior_state"]?["values"]?["root_module"], configuration);
        return [.. found, .. prior.Where(static r => r.Address.Contains("data.", StringComparison.Ordinal))];
    }

    private static void Add(List<TerraformResource> found, ConfigNode? module, ConfigNode? configuration)
    {
        foreach (var resource in Items(module, "resources"))
        {
            var (address, type) = (resource.Required("address"), resource.Required("type"));
            var values = resource["values"] is { Kind: ConfigKind.Object } known ? known : new ConfigNode(ConfigKind.Object, resource.Position, resource.Path);
            found.Add(new TerraformResource(address.Text, type.Text, values, Configured(configuration, type.Text, resource["name"]?.Text)));
        }

        foreach (var child in Items(module, "child_modules"))
        {
            // module.web[0] is configured as the call web.
            var call = child["address"]?.Text.Split("module.")[^1].Split('[')[0] ?? "";
            Add(found, child, configuration?["module_calls"]?[call]?["module"]);
        }
    }

    private static ConfigNode? Configured(ConfigNode? module, string type, string? name) => Items(module, "resources")
        .FirstOrDefault(r => r["type"]?.Text == type && r["name"]?.Text == name);

    private static IEnumerable<ConfigNode> Items(ConfigNode? node, string name) => node?[name] switch
    {
        null or { Kind: ConfigKind.Null } => [],
        { Kind: ConfigKind.List } list => list.Items.Select(static i => i.Kind is ConfigKind.Object ? i : throw i.Error($"{i.Path} is no object; an object is allowed")),
        var other => throw other.Error($"{other.Path} is no list; a list is allowed"),
    };
}
