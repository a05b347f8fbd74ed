namespace FakeImds.Cli.Check;

/// <summary>What <c>fakeimds check</c> is told beside the account.</summary>
internal sealed record CheckSettings
{
    public required IReadOnlyList<string> Command { get; init; }

    public required IReadOnlyList<Posture> Postures { get; init; }

    /// <summary>Whether a report is to end with 1.</summary>
    public required Func<CheckReport, bool> Fails { get; init; }

    public required IReadOnlyList<ReportFile> Reports { get; init; }

    /// <summary>What counts instead; null for none.</summary>
    public Baseline? Baseline { get; init; }

    public required TimeSpan Patience { get; init; }

    public required int Parallel { get; init; }

    public bool IsViaEnvironment { get; init; }
}
