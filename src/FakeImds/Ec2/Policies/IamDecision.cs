using System.Collections.Immutable;

namespace FakeImds.Ec2;

/// <summary>What the policies say of a request.</summary>
public sealed record IamDecision
{
    internal static IamDecision Allowed { get; } = new() { IsAllowed = true };

    /// <summary>Whether the request may surely be carried out. When it may, all else is empty.</summary>
    public bool IsAllowed { get; init; }

    /// <summary>Whether it surely may not. Neither this nor <see cref="IsAllowed"/>: it turns on what <see cref="DependsOn"/> names.</summary>
    public bool IsDenied => !IsAllowed && DependsOn.IsEmpty;

    /// <summary>
    /// What the decision turns on and nobody tells: condition keys such as <c>aws:PrincipalOrgID</c> (<see cref="IamPolicies.Context"/> gives
    /// them), or other things in words. Empty when the decision is sure; else all else tells of the denial that may be.
    /// </summary>
    public ImmutableArray<string> DependsOn { get; init; } = [];

    /// <summary>Whether a statement denies it; false when only an allowing one is missing.</summary>
    public bool IsExplicit { get; init; }

    /// <summary>The kind of policy that denies, or that should allow and does not.</summary>
    public IamPolicyType? PolicyType { get; init; }

    /// <summary>The policy that denies explicitly; else null.</summary>
    public string? PolicyName { get; init; }

    /// <summary>The statement that denies explicitly: its <c>Sid</c>, or <c>Statement[0]</c> without one; else null.</summary>
    public string? Statement { get; init; }

    /// <summary>The denied action.</summary>
    public string? Action { get; init; }

    /// <summary>The resource that it is denied on.</summary>
    public string? Resource { get; init; }

    /// <summary>The decision on a request that needs all of these allowed: a denial if one is sure, else an open one if there is any.</summary>
    internal static IamDecision OfAll(IEnumerable<IamDecision> all)
    {
        IamDecision? open = null;
        foreach (var one in all)
        {
            if (one.IsDenied)
            {
                return one;
            }

            open = one.IsAllowed ? open
                : open is null ? one
                : open with { DependsOn = [.. open.DependsOn.Union(one.DependsOn, StringComparer.OrdinalIgnoreCase)] };
        }

        return open ?? Allowed;
    }
}
