using System.Collections.Immutable;

namespace FakeImds.Ec2;

/// <summary>What the policies say of a request.</summary>
public sealed record IamDecision
{
    internal static IamDecision Allowed { get; } = new() { IsAllowed = true };

    /// <summary>Whether the request may be carried out. When it may, all else is empty.</summary>
    public bool IsAllowed { get; init; }

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

    /// <summary>What the decision depends on and the request does not tell, in words; empty when it is certain. Until that is known the request is neither allowed nor denied.</summary>
    public ImmutableArray<string> DependsOn { get; init; } = [];
}
