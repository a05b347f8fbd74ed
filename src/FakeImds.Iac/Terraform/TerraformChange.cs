using FakeImds.Iac.Documents;

namespace FakeImds.Iac.Terraform;

/// <summary>What a plan does with a resource.</summary>
/// <param name="Action">What is done.</param>
/// <param name="Before">Its values before; null when there were none.</param>
/// <param name="AfterUnknown">Which values are not known before apply.</param>
internal sealed record TerraformChange(TerraformAction Action, ConfigNode? Before, ConfigNode? AfterUnknown)
{
    /// <summary>The change of a resource that a state holds.</summary>
    public static TerraformChange InState { get; } = new(TerraformAction.None, null, null);

    /// <summary>The change of a resource that a plan has and tells nothing about.</summary>
    public static TerraformChange Untold { get; } = new(TerraformAction.Create, null, null);

    /// <summary>The changes of a plan by the address of the resource.</summary>
    public static Dictionary<string, TerraformChange> Of(ConfigNode document)
    {
        Dictionary<string, TerraformChange> all = new(StringComparer.Ordinal);
        foreach (var one in document["resource_changes"]?.EachItem() ?? [])
        {
            if (one["address"]?.Text is { } address && one["deposed"] is null && one["change"] is { Kind: ConfigKind.Object } change)
            {
                all[address] = new(ActionOf(change), Object(change["before"]), Object(change["after_unknown"]));
            }
        }

        return all;
    }

    private static TerraformAction ActionOf(ConfigNode change)
    {
        var (creates, deletes, updates, stays) = (false, false, false, false);
        foreach (var action in change["actions"]?.EachItem() ?? [])
        {
            creates |= action.Text is "create";
            deletes |= action.Text is "delete" or "forget";
            updates |= action.Text is "update";
            stays |= action.Text is "no-op" or "read";
        }

        return creates && deletes ? TerraformAction.Replace
            : updates ? TerraformAction.Update
            : stays ? TerraformAction.None
            : TerraformAction.Create;
    }

    private static ConfigNode? Object(ConfigNode? node) => node is { Kind: ConfigKind.Object } ? node : null;
}
