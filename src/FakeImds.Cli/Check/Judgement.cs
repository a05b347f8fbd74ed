using System.Globalization;
using FakeImds.Iac.Messages;
using FakeImds.Journal;

namespace FakeImds.Cli.Check;

/// <summary>A run with its verdict and what speaks for it.</summary>
internal sealed record Judgement(PostureRun Run, Verdict Verdict, IReadOnlyList<string> Notes)
{
    public Posture Posture => Run.Posture;

    /// <summary>The verdict as reports have it.</summary>
    public string Word => Verdict switch
    {
        Verdict.Survives => "survives",
        Verdict.Hides => "hides a failure",
        Verdict.Breaks => "breaks",
        Verdict.NotExercised => "not exercised",
        Verdict.FailsAnyway => "fails anyway",
        _ => "not possible",
    };

    /// <param name="run">The run.</param>
    /// <param name="permissive">The run under permissive options; null when there was none.</param>
    public static Judgement Of(PostureRun run, PostureRun? permissive)
    {
        List<string> notes = run.Impossible is { } reason ? [reason] : [.. NotesOf(run)];
        var missing = permissive is null ? [] : permissive.Read.Except(run.Read).ToArray();
        var verdict = run.Impossible is not null ? Verdict.NotPossible
            : !run.Succeeded && (run.Posture == Posture.Permissive || permissive is { Succeeded: false }) ? Verdict.FailsAnyway
            : !Asked(run) && run.Succeeded ? Verdict.NotExercised
            : !run.Succeeded ? Verdict.Breaks
            : run.Posture.IsWithoutMetadata ? Verdict.Survives
            : missing is [] ? Verdict.Survives
            : Verdict.Hides;
        switch (verdict)
        {
            case Verdict.Hides:
                notes.Add(string.Create(CultureInfo.InvariantCulture, $"ends well without {missing.Length} of {permissive!.Read.Count} values that it reads under {Posture.Permissive.Name}, such as {ShortValue.Of(missing[0])}"));
                break;
            case Verdict.Survives when run.Posture.IsWithoutMetadata:
                notes.Add("does without metadata");
                break;
            case Verdict.Breaks when run.Requests.Count is 0:
                notes.Add("it failed before it asked the service");
                break;
            case Verdict.Breaks or Verdict.NotExercised when run.Requests.Count > 0 && run.Posture.IsOverIpv6 && !Asked(run):
                notes.Add("it asked over IPv4 only");
                break;
            case Verdict.NotExercised when run.Requests.Count > 0 && run.Posture.EndsTokens:
                notes.Add("it never used a token a second time");
                break;
            case Verdict.NotExercised when Elsewhere() is { } variable:
                notes.Add($"{variable} is set: SDKs may not ask the service at all");
                break;
        }

        return new Judgement(run, verdict, notes);
    }

    // What a posture has of its own must have been met: an answer over IPv6, a token that ended.
    private static bool Asked(PostureRun run) => run.Requests.Any(r =>
        run.Posture.IsOverIpv6 ? r.IsOverIpv6
        : !run.Posture.EndsTokens || r is { Token: TokenState.Invalid, Status: 401 });

    private static IEnumerable<string> NotesOf(PostureRun run)
    {
        if (run.TimedOut)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"did not end within {run.Elapsed.TotalSeconds:0} s");
        }

        var lost = run.Requests.Where(static r => r.Outcome is AnswerOutcome.Withheld or AnswerOutcome.Expired).ToArray();
        var v1 = run.Requests.Where(static r => r is { IsV1: true, Status: 401 }).ToArray();
        var tokens = run.Requests.Where(static r => r is { IsV1: false, IsPut: false, Status: 401 }).ToArray();
        if (v1 is [var tokenless, ..])
        {
            yield return $"{Requests(v1.Length)} of IMDSv1 refused: {Who(tokenless)} asked for {ShortValue.Of(tokenless.Path)}";
        }

        if (lost is [var put, ..])
        {
            yield return $"{Requests(lost.Length)} for a token never answered: {Who(put)} is {Links(lost.Max(static r => r.Hops))} away, the hop limit is {run.Posture.Options.HttpPutResponseHopLimit}";
            if (run.Requests.Any(static r => r is { IsV1: true, Status: 200 }))
            {
                yield return "then it fell back to IMDSv1";
            }
        }

        if (tokens is [var refused, ..])
        {
            var last = run.Requests.ToList().FindLastIndex(static r => r is { IsV1: false, IsPut: false, Status: 401 });
            yield return run.Requests.Skip(last).Any(static r => r.IsPut)
                ? $"{Requests(tokens.Length)} with an ended token refused, and the token renewed by {Who(refused)}"
                : $"{Requests(tokens.Length)} with an ended token refused, and not renewed by {Who(refused)}";
        }

        if (run.Dropped > 0)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{run.Dropped} requests were too many to keep: the counts are not complete");
        }
    }

    /// <summary>The program that made a request, as reports name it.</summary>
    public static string Who(in ServedRequest request) => request.Process is { } process ? ShortValue.Of(process.CommandLine.Length > 0 ? process.CommandLine : process.Executable ?? "a process") : "a process that could not be seen";

    private static string Requests(int count) => string.Create(CultureInfo.InvariantCulture, $"{count} {(count is 1 ? "request" : "requests")}");

    private static string Links(int? hops) => hops is { } known ? string.Create(CultureInfo.InvariantCulture, $"{known} {(known is 1 ? "link" : "links")}") : "an unknown distance";

    private static string? Elsewhere() => ((string[])["AWS_ACCESS_KEY_ID", "AWS_EC2_METADATA_DISABLED", "AWS_PROFILE", "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "AWS_WEB_IDENTITY_TOKEN_FILE"])
        .FirstOrDefault(static v => Environment.GetEnvironmentVariable(v) is { Length: > 0 } value && value is not "false");
}
