using System.Collections.Immutable;
using FakeImds.Ec2;
using FakeImds.Iac.Plan;

namespace FakeImds.Iac.Explain;

/// <summary>What becomes of one launch.</summary>
/// <param name="Launch">The launch.</param>
internal sealed record Explanation(DeclaredLaunch Launch)
{
    /// <summary>The five options; empty when the launch fails before they are decided.</summary>
    public ImmutableArray<ExplainedOption> Options { get; init; } = [];

    /// <summary>The error of EC2; null for none.</summary>
    public Ec2Error? Error { get; init; }

    /// <summary>What the policies deny; null for nothing.</summary>
    public IamDecision? Denied { get; init; }

    /// <summary>What makes the answer less sure than it looks.</summary>
    public ImmutableArray<string> Notes { get; init; } = [];

    public LaunchVerdict Verdict => Launch.Exists ? LaunchVerdict.Exists : Succeeds ? LaunchVerdict.Succeeds : LaunchVerdict.Fails;

    public bool Succeeds => Error is null && Denied is null;
}
