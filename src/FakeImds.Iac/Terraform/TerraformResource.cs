using System.Globalization;
using FakeImds.Iac.Documents;
using FakeImds.Iac.Worlds;

namespace FakeImds.Iac.Terraform;

/// <summary>A resource of a plan or a state.</summary>
/// <param name="Address">Such as <c>module.web.aws_instance.this[0]</c>.</param>
/// <param name="Type">Such as <c>aws_instance</c>.</param>
/// <param name="Values">Its known values.</param>
/// <param name="Change">What the plan does with it.</param>
/// <param name="All">The configuration of all.</param>
internal sealed record TerraformResource(string Address, string Type, ConfigNode Values, TerraformChange Change, TerraformConfiguration All)
{
    private readonly Lazy<ConfigNode?> _configuration = new(() => All.Resource(TerraformAddress.ModuleOf(Address), NameOf(Address)));

    /// <summary>What the configuration says of it; null in a state.</summary>
    public ConfigNode? Configuration => _configuration.Value;

    /// <summary>The module that it is in, such as <c>module.web.</c>; empty for the root.</summary>
    public string Module => TerraformAddress.ModuleOf(Address);

    /// <summary>Whether it is read, and not made, by the plan.</summary>
    public bool IsData { get; } = TerraformAddress.IsData(Address);

    /// <summary>Whether it is there already.</summary>
    public bool Exists => Change.Action is TerraformAction.None || IsData;

    /// <summary>The first of a list of blocks; null without any.</summary>
    public ConfigNode? Block(string name) => Values[name] is { Kind: ConfigKind.List, Items: [{ Kind: ConfigKind.Object } first, ..] } ? first : null;

    /// <summary>The expression of the configuration for a value; null when it says none.</summary>
    /// <param name="path">Names of blocks, each with its number in brackets after it unless it is the first, and of the value in the innermost.</param>
    public ConfigNode? Expression(params ReadOnlySpan<string> path)
    {
        var at = Configuration?["expressions"];
        foreach (var name in path)
        {
            at = Step(at, name);
        }

        return at;
    }

    /// <summary>Whether a value is known only after apply.</summary>
    /// <param name="path">Names of blocks, and of the value in the innermost.</param>
    public bool IsUnknown(params ReadOnlySpan<string> path)
    {
        var at = Change.AfterUnknown;
        foreach (var name in path)
        {
            at = Step(at, name);
            if (at is { Kind: ConfigKind.Boolean, Text: "true" })
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>What a value depends on that is known only after apply.</summary>
    /// <param name="path">Names of blocks, and of the value in the innermost.</param>
    public Unknown Unknown(params ReadOnlySpan<string> path)
    {
        var reference = Expression(path)?["references"] is { Items: [var first, ..] } ? first.Text : null;
        return reference is null ? new Unknown($"{Address} {path[^1]}", $"{path[^1]} of {Address}, not known before apply")
            : new Unknown($"{Module}{reference}", $"{Module}{reference}, not known before apply");
    }

    /// <summary>A text, or null when it is absent; what is known only after apply and set by the configuration becomes open.</summary>
    /// <param name="name">The value.</param>
    /// <param name="member">EC2's name of it.</param>
    /// <param name="open">Gets it.</param>
    public string? Text(string name, string member, OpenMembers open)
    {
        var text = Values.TextOf(name);
        if (text is null && IsUnknown(name) && (Expression(name) is not null || Configuration is null))
        {
            open.Add(member, Unknown(name));
        }

        return text;
    }

    // A dynamic block stands for all that it makes.
    private static ConfigNode? Step(ConfigNode? at, string name) => name is ['[', .. var number, ']']
        ? at is { Kind: ConfigKind.List, Items: [var one, ..] } ? at.Items.ElementAtOrDefault(int.Parse(number, CultureInfo.InvariantCulture)) ?? one : at
        : at is { Kind: ConfigKind.List, Items: [var first, ..] } ? first[name]
        : at?[name];

    private static string NameOf(string address)
    {
        var steps = TerraformAddress.Steps(address);
        return steps.Count < 2 ? address : $"{(TerraformAddress.IsData(address) ? "data." : "")}{steps[^2]}.{TerraformAddress.WithoutKey(steps[^1])}";
    }
}
