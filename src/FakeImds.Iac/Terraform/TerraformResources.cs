using FakeImds.Iac.Documents;

namespace FakeImds.Iac.Terraform;

/// <summary>Lists the resources of a plan or a state, those of modules too.</summary>
internal sealed class TerraformResources
{
    private readonly TerraformConfiguration _configuration;
    private readonly Dictionary<string, TerraformChange> _changes;
    private readonly TerraformChange _untold;
    private readonly LaunchingTypes _types = new();

    private TerraformResources(ConfigNode document, TerraformConfiguration configuration)
    {
        _configuration = configuration;
        _changes = TerraformChange.Of(document);
        _untold = document["planned_values"] is null ? TerraformChange.InState : TerraformChange.Untold;
    }

    /// <param name="document">The output of <c>terraform show -json</c>.</param>
    /// <param name="configuration">Its configuration.</param>
    /// <exception cref="ConfigException">It has another form.</exception>
    public static IEnumerable<TerraformResource> Of(ConfigNode document, TerraformConfiguration configuration)
    {
        var all = new TerraformResources(document, configuration);
        return
        [
            .. all.In(document["planned_values"]?["root_module"] ?? document["values"]?["root_module"]),

            // What a plan reads, it has read before.
            .. all.In(document["prior_state"]?["values"]?["root_module"]).Where(static r => r.IsData),
        ];
    }

    private IEnumerable<TerraformResource> In(ConfigNode? module)
    {
        foreach (var resource in Items(module, "resources"))
        {
            var (address, type) = (resource.Required("address").Text, resource.Required("type").Text);
            var values = resource["values"] is { Kind: ConfigKind.Object } known ? known : new ConfigNode(ConfigKind.Object, resource.Position, resource.Path);
            if (TerraformFile.Reads(type) || _types.Has(type, values))
            {
                yield return new TerraformResource(address, type, values, _changes.GetValueOrDefault(address, _untold), _configuration);
            }
        }

        foreach (var child in Items(module, "child_modules").SelectMany(In))
        {
            yield return child;
        }
    }

    private static IEnumerable<ConfigNode> Items(ConfigNode? node, string name) => node?[name] switch
    {
        null or { Kind: ConfigKind.Null } => [],
        { Kind: ConfigKind.List } list => list.EachItem().Select(static i => i.Kind is ConfigKind.Object ? i : throw i.Error($"{i.Path} is no object; an object is allowed")),
        var other => throw other.Error($"{other.Path} is no list; a list is allowed"),
    };
}
