using System.Collections.Immutable;
using FakeImds.Iac.Documents;

namespace FakeImds.Iac.Policies;

/// <summary>A declarative policy as somebody wrote it, before it is merged with those above and below it.</summary>
/// <param name="Document">The policy, from <c>ec2_attributes</c> on.</param>
/// <param name="Targets">The ids of the roots, organizational units and accounts that it is attached to; empty when no file tells.</param>
internal sealed record OrganizationPolicy(ConfigNode Document, ImmutableArray<string> Targets)
{
    /// <summary>A policy that has been read, and found to be one.</summary>
    /// <exception cref="ConfigException">It is not a declarative policy for EC2, or has a value that EC2 does not take.</exception>
    public static OrganizationPolicy Of(ConfigNode document, params ImmutableArray<string> targets)
    {
        _ = DeclarativePolicyReader.Read(document);
        foreach (var (_, node) in DeclarativePolicyReader.Nodes(document))
        {
            _ = ChildControl.AllowsAssign(node);
        }

        return new OrganizationPolicy(document, targets);
    }

    /// <summary>How far down the organization it is attached: 0 for a root, 1 for a unit, 2 for an account; null when no file tells.</summary>
    public int? Depth => Targets.IsEmpty ? null : Targets.Max(DepthOf);

    /// <summary>Whether it can be about an account.</summary>
    public bool MayConcern(string? accountId) =>
        accountId is null || Targets.IsEmpty || Targets.Any(t => !IsAccount(t) || t == accountId);

    private static int DepthOf(string target) => target.StartsWith("r-", StringComparison.Ordinal) ? 0 : IsAccount(target) ? 2 : 1;

    private static bool IsAccount(string target) => target.Length == 12 && target.All(char.IsAsciiDigit);
}
