using FakeImds.Iac.Documents;

namespace FakeImds.Iac.Terraform;

/// <summary>The configuration that a plan was made from: expressions with what they refer to. A state has none.</summary>
internal sealed class TerraformConfiguration(ConfigNode document)
{
    private readonly ConfigNode? _root = document["configuration"]?["root_module"];
    private readonly Dictionary<string, ConfigNode?> _modules = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Dictionary<string, ConfigNode>> _resources = new(StringComparer.Ordinal);

    /// <summary>Whether a provider adds tags to all resources.</summary>
    public bool HasDefaultTags { get; } = document["configuration"]?["provider_config"]?.Members.Any(static p => p.Value["expressions"]?["default_tags"] is not null) ?? false;

    /// <summary>The configuration of a module, such as <c>module.web[0].</c>; null when there is none.</summary>
    public ConfigNode? Module(string module)
    {
        var path = TerraformAddress.WithoutKeys(module);
        if (path.Length is 0)
        {
            return _root;
        }

        if (!_modules.TryGetValue(path, out var found))
        {
            _modules[path] = found = Module(TerraformAddress.ParentOf(path))?["module_calls"]?[CallOf(path)]?["module"];
        }

        return found;
    }

    /// <summary>What a module's caller gives for one of its variables; null for nothing.</summary>
    public ConfigNode? Argument(string module, string variable) =>
        Module(TerraformAddress.ParentOf(module))?["module_calls"]?[CallOf(TerraformAddress.WithoutKeys(module))]?["expressions"]?[variable];

    /// <summary>The configuration of a resource; null when there is none.</summary>
    /// <param name="module">Its module.</param>
    /// <param name="resource">Its type and name, such as <c>aws_instance.web</c>, or <c>data.aws_ami.web</c>.</param>
    public ConfigNode? Resource(string module, string resource)
    {
        var path = TerraformAddress.WithoutKeys(module);
        if (!_resources.TryGetValue(path, out var known))
        {
            _resources[path] = known = new(StringComparer.Ordinal);
            foreach (var one in Module(path)?["resources"]?.EachItem() ?? [])
            {
                known.TryAdd($"{(one["mode"]?.Text is "data" ? "data." : "")}{one["type"]?.Text}.{one["name"]?.Text}", one);
            }
        }

        return known.GetValueOrDefault(resource);
    }

    private static string CallOf(string path) => TerraformAddress.Steps(path.TrimEnd('.'))[^1];
}
