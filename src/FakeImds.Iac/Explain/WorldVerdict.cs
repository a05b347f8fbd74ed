using System.Collections.Immutable;
using FakeImds.Ec2;
using FakeImds.Iac.Worlds;

namespace FakeImds.Iac.Explain;

/// <summary>What becomes of a launch in one world.</summary>
/// <param name="Options">The five options; empty when the launch fails before they are decided.</param>
/// <param name="Error">The error of EC2.</param>
/// <param name="Denied">What the policies deny, or would deny if what they depend on is so.</param>
internal sealed record WorldVerdict(ImmutableArray<ExplainedOption> Options, Ec2Error? Error, IamDecision? Denied)
{
    /// <summary>What the decision of policies and other rules depends on: then it is neither allowed nor denied.</summary>
    public ImmutableArray<Unknown> PoliciesDependOn { get; init; } = [];

    /// <summary>Whether <see cref="Denied"/> is sure.</summary>
    public bool IsDenied { get; init; }

    /// <summary>Options that FakeImds knows nothing about.</summary>
    public ImmutableArray<string> OtherOptions { get; init; } = [];

    public LaunchVerdict Verdict => Error is not null || IsDenied ? LaunchVerdict.Fails
        : PoliciesDependOn is [] ? LaunchVerdict.Succeeds
        : LaunchVerdict.Unknown;
}
