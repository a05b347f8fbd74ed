using System.Collections.Immutable;
using FakeImds.Ec2;
using FakeImds.Iac.Plan;
using FakeImds.Iac.Worlds;

namespace FakeImds.Iac.Explain;

/// <summary>What becomes of one launch.</summary>
/// <param name="Launch">The launch.</param>
internal sealed record Explanation(DeclaredLaunch Launch)
{
    /// <summary>The five options; empty when the launch fails before they are decided.</summary>
    public ImmutableArray<ExplainedOption> Options { get; init; } = [];

    public LaunchVerdict Verdict { get; init; }

    /// <summary>Whether the verdict is of a change of an instance that runs, and not of a launch.</summary>
    public bool IsChange { get; init; }

    /// <summary>The error of EC2, also of a launch that only may fail; null for none.</summary>
    public Ec2Error? Error { get; init; }

    /// <summary>What the policies deny, also of a launch that only may be denied; null for nothing.</summary>
    public IamDecision? Denied { get; init; }

    /// <summary>What an unknown verdict depends on.</summary>
    public ImmutableArray<Unknown> DependsOn { get; init; } = [];

    /// <summary>The verdicts that an unknown one may turn out to be.</summary>
    public ImmutableArray<PossibleValue> Possible { get; init; } = [];

    /// <summary>What makes the answer less sure than it looks.</summary>
    public ImmutableArray<string> Notes { get; init; } = [];

    /// <summary>What EC2 or the policies answer, in one sentence; null when they refuse nothing.</summary>
    public string? Refusal => Denied is { } denied ? Launch.By.DenialOf(denied, Launch.Request.LaunchTemplate) : Error?.ToString();

    public bool Succeeds => Verdict is LaunchVerdict.Succeeds;

    /// <summary>Whether the verdict or an option is not known.</summary>
    public bool HasUnknowns => Verdict is LaunchVerdict.Unknown || Options.Any(static o => !o.IsKnown);

    /// <summary>All that options and verdict depend on.</summary>
    public IEnumerable<Unknown> Unknowns => Options.SelectMany(static o => o.DependsOn).Concat(DependsOn).DistinctBy(static u => u.WithHint);
}
