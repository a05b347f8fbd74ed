using FakeImds.Iac.Documents;

namespace FakeImds.Iac.Terraform;

/// <summary>A resource of a plan or a state.</summary>
/// <param name="Address">Such as <c>module.web.aws_instance.this[0]</c>.</param>
/// <param name="Type">Such as <c>aws_instance</c>.</param>
/// <param name="Values">Its known values.</param>
/// <param name="Configuration">What the configuration says of it; null in a state.</param>
internal sealed record TerraformResource(string Address, string Type, ConfigNode Values, ConfigNode? Configuration)
{
    /// <summary>The first of a list of blocks; null without any.</summary>
    public ConfigNode? Block(string name) => Values[name] is { Kind: ConfigKind.List, Items: [{ Kind: ConfigKind.Object } first, ..] } ? first : null;

    /// <summary>The first of the addresses that an expression of the configuration refers to, such as <c>aws_launch_template.web.id</c>.</summary>
    public string? Reference(string? block, string name)
    {
        var at = Configuration?["expressions"];
        at = block is null ? at : at?[block] is { Items: [var first, ..] } ? first : null;
        return at?[name]?["references"] is { Items: [var reference, ..] } ? reference.Text : null;
    }

    /// <summary>The module that it is in, such as <c>module.web.</c>; empty for the root.</summary>
    public string Module
    {
        get
        {
            var at = Address.LastIndexOf(Type + ".", StringComparison.Ordinal);
            return at <= 0 ? "" : Address[..at];
        }
    }
}
