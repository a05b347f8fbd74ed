using FakeImds.Iac.Documents;

namespace FakeImds.Iac.Terraform;

/// <summary>Finds what an expression refers to, through the outputs of modules and the arguments of their callers.</summary>
internal sealed class TerraformReferences
{
    // Deeper is only a configuration that was made up.
    private const int MaxDepth = 32;

    private readonly TerraformConfiguration _configuration;
    private readonly string _type;
    private readonly ILookup<string, TerraformResource> _resources;

    /// <param name="configuration">The configuration.</param>
    /// <param name="resources">What may be referred to, all of one type.</param>
    /// <param name="type">The type.</param>
    public TerraformReferences(TerraformConfiguration configuration, IEnumerable<TerraformResource> resources, string type)
    {
        _configuration = configuration;
        _type = type;
        _resources = resources.ToLookup(static r => TerraformAddress.WithoutKeys(r.Address), StringComparer.Ordinal);
    }

    /// <summary>The one resource that an expression refers to; null when that can't be told.</summary>
    /// <param name="from">Whose expression it is.</param>
    /// <param name="expression">The expression.</param>
    public TerraformResource? Find(TerraformResource from, ConfigNode? expression)
    {
        HashSet<TerraformResource> found = [];
        return Add(found, from.Module, TerraformAddress.KeyOf(TerraformAddress.Steps(from.Address)[^1]), from.Configuration, expression, 0) && found.Count is 1 ? found.First() : null;
    }

    // False when it refers to something that can't be followed.
    private bool Add(HashSet<TerraformResource> found, string module, string key, ConfigNode? resource, ConfigNode? expression, int depth)
    {
        if (depth > MaxDepth || expression is null)
        {
            return depth <= MaxDepth;
        }

        var isFollowed = true;
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach (var reference in (expression["references"]?.Items ?? []).Select(static r => r.Text))
        {
            // The list has aws_launch_template.web[0].id, aws_launch_template.web[0] and aws_launch_template.web.
            if (seen.Any(s => s.StartsWith(reference + ".", StringComparison.Ordinal) || s.StartsWith(reference + "[", StringComparison.Ordinal)))
            {
                continue;
            }

            seen.Add(reference);
            isFollowed &= Follow(found, module, key, resource, TerraformAddress.Steps(reference), depth);
        }

        return isFollowed;
    }

    private bool Follow(HashSet<TerraformResource> found, string module, string key, ConfigNode? resource, IReadOnlyList<string> steps, int depth) => steps switch
    {
        ["var", var name, ..] => Add(found, TerraformAddress.ParentOf(module), "", null, module.Length is 0 ? null : _configuration.Argument(module, TerraformAddress.WithoutKey(name)), depth + 1),
        ["module", var call, var output, ..] => Output(found, module, call, TerraformAddress.WithoutKey(output), depth),
        ["each", ..] => Add(found, module, key, null, resource?["for_each_expression"], depth + 1),
        ["count" or "path" or "terraform" or "self", ..] => true,
        ["data", var type, var name, ..] when type == _type => AddAll(found, module, "data." + type, name, key),
        [var type, var name, ..] when type == _type => AddAll(found, module, type, name, key),
        _ => false,
    };

    private bool Output(HashSet<TerraformResource> found, string module, string call, string output, int depth)
    {
        var inner = $"{module}module.{call}.";
        return _configuration.Module(inner)?["outputs"]?[output]?["expression"] is { } expression && Add(found, inner, "", null, expression, depth + 1);
    }

    private bool AddAll(HashSet<TerraformResource> found, string module, string type, string name, string key)
    {
        var all = _resources[TerraformAddress.WithoutKeys($"{module}{type}.{name}")]
            .Where(r => IsIn(r.Module, module)).ToArray();
        var asked = TerraformAddress.KeyOf(name) is { Length: > 0 } given ? given : all.Length > 1 ? key : null;
        var chosen = asked is null ? all : [.. all.Where(r => TerraformAddress.KeyOf(TerraformAddress.Steps(r.Address)[^1]) == asked)];
        found.UnionWith(chosen);

        // What a plan has configured and not planned is made zero times.
        return chosen.Length > 0 || (all.Length is 0 && _configuration.Resource(module, $"{type}.{TerraformAddress.WithoutKey(name)}") is not null);
    }

    // An expression that names a module without its key means any of them.
    private static bool IsIn(string module, string asked)
    {
        var (have, want) = (TerraformAddress.Steps(module), TerraformAddress.Steps(asked));
        return have.Count == want.Count && have.Zip(want).All(static s => s.First == s.Second || TerraformAddress.WithoutKey(s.First) == s.Second);
    }
}
