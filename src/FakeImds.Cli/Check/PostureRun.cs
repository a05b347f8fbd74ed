using FakeImds.Journal;

namespace FakeImds.Cli.Check;

/// <summary>What happened when the command ran under a posture: facts only.</summary>
internal sealed record PostureRun
{
    public required Posture Posture { get; init; }

    /// <summary>Why it did not run; null when it did.</summary>
    public string? Impossible { get; init; }

    public int ExitCode { get; init; }

    /// <summary>True when it was ended because its time was over.</summary>
    public bool TimedOut { get; init; }

    public DateTimeOffset Started { get; init; }

    public TimeSpan Elapsed { get; init; }

    public IReadOnlyList<ServedRequest> Requests { get; init; } = [];

    /// <summary>How many requests were too many to keep.</summary>
    public long Dropped { get; init; }

    /// <summary>The end of what it printed.</summary>
    public string Output { get; init; } = "";

    public bool Succeeded => Impossible is null && !TimedOut && ExitCode is 0;

    public int V1 => Requests.Count(static r => r.IsV1);

    public int V2 => Requests.Count(static r => r.Version is ImdsVersion.V2);

    public int Refused => Requests.Count(static r => r.IsRefused);

    public int Unanswered => Requests.Count(static r => r.Outcome is AnswerOutcome.Withheld or AnswerOutcome.Expired);

    /// <summary>The paths that were read.</summary>
    public IReadOnlySet<string> Read => Requests.Where(static r => r is { Status: 200, IsPut: false }).Select(static r => r.Path.TrimEnd('/')).ToHashSet(StringComparer.Ordinal);
}
