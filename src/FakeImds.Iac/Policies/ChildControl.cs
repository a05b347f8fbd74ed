using FakeImds.Iac.Documents;
using FakeImds.Iac.Messages;

namespace FakeImds.Iac.Policies;

/// <summary><c>@@operators_allowed_for_child_policies</c>: what a declarative policy lets those below it do.</summary>
internal static class ChildControl
{
    private const string Operators = "@@operators_allowed_for_child_policies";
    private const string Assign = "@@assign";

    private static readonly string[] s_operators = ["@@all", "@@none", Assign, "@@append", "@@remove"];

    /// <summary>Whether lower policies may assign within a part of a policy.</summary>
    /// <exception cref="ConfigException">There is no such operator.</exception>
    public static bool AllowsAssign(ConfigNode node)
    {
        if (node.Kind is not ConfigKind.Object || node[Operators] is not { } operators)
        {
            return true;
        }

        ConfigNode[] all = operators.Kind is ConfigKind.List ? [.. operators.Items] : [operators];
        return Array.Find(all, static o => !s_operators.Contains(o.Text)) is { } unknown
            ? throw unknown.Error($"{unknown.Path} is '{ShortValue.Of(unknown.Text)}'; {AllowedWords.Of(s_operators)} is allowed")
            : Array.Exists(all, static o => o.Text is "@@all" or Assign);
    }
}
