using System.Collections.Immutable;
using System.Globalization;
using FakeImds.Ec2;
using FakeImds.Journal;

namespace FakeImds.Cli.Check;

/// <summary>All runs of a command, and what follows from them.</summary>
internal sealed class CheckReport
{
    public CheckReport(IReadOnlyList<string> command, string region, IReadOnlyList<PostureRun> runs)
    {
        Command = command;
        Region = region;
        var permissive = runs.FirstOrDefault(static r => r.Posture == Posture.Permissive);
        Judgements = [.. runs.Select(r => Judgement.Of(r, permissive))];
        V1Callers = V1Caller.Of(runs.Where(static r => r.Posture.Options.HttpTokens is HttpTokens.Optional).SelectMany(static r => r.Requests));
    }

    public IReadOnlyList<string> Command { get; }

    public string Region { get; }

    public ImmutableArray<Judgement> Judgements { get; }

    /// <summary>Who spoke IMDSv1 where it was allowed.</summary>
    public ImmutableArray<V1Caller> V1Callers { get; }

    /// <summary>Runs that had to end the same, since the limit reached the command in both, and did not.</summary>
    public IEnumerable<(Judgement One, Judgement Other)> Unsteady =>
        from one in Judgements
        from other in Judgements
        where one.Posture.IsV2Only && other.Posture.IsV2Only && one.Posture.Hops == other.Posture.Hops
            && one.Posture.Hops <= one.Posture.Options.HttpPutResponseHopLimit && one.Posture.Options.HttpPutResponseHopLimit < other.Posture.Options.HttpPutResponseHopLimit
            && one.Verdict != other.Verdict && one.Verdict is not Verdict.NotPossible && other.Verdict is not Verdict.NotPossible
        select (one, other);

    /// <summary>True when the service was asked under some posture.</summary>
    public bool IsExercised => Judgements.Any(static j => j.Run.Requests.Count > 0);

    /// <summary>True when the command survives somewhere without IMDSv1.</summary>
    public bool CanLeaveV1 => Judgements.Any(static j => j.Posture.IsV2Only && j.Verdict is Verdict.Survives);

    /// <summary>The strictest options that the command survived at a distance; null for none.</summary>
    public MetadataOptions? Strictest(int hops) => Judgements
        .Where(j => j.Posture.Hops == hops && j.Verdict is Verdict.Survives && j.Posture is { IsWithoutMetadata: false, EndsTokens: false, IsOverIpv6: false })
        .OrderBy(static j => j.Posture.Options.HttpTokens is HttpTokens.Required ? 0 : 1)
        .ThenBy(static j => j.Posture.Options.HttpPutResponseHopLimit)
        .Select(static j => Advised(j))
        .FirstOrDefault();

    /// <summary>The value of <c>--metadata-options</c>.</summary>
    public static string Line(MetadataOptions options) => string.Create(CultureInfo.InvariantCulture,
        $"HttpTokens={MetadataOptionText.Of(options.HttpTokens!.Value)},HttpPutResponseHopLimit={options.HttpPutResponseHopLimit},HttpEndpoint=enabled");

    /// <summary>The command that makes options the account's defaults of a Region, and enforces them where they can be.</summary>
    public string AccountCommand(MetadataOptions options)
    {
        var enforces = options.HttpTokens is HttpTokens.Required ? " --http-tokens-enforced enabled" : "";
        return string.Create(CultureInfo.InvariantCulture,
            $"aws ec2 modify-instance-metadata-defaults --region {Region} --http-tokens {MetadataOptionText.Of(options.HttpTokens!.Value)} --http-put-response-hop-limit {options.HttpPutResponseHopLimit}{enforces}");
    }

    // Under the permissive posture the limit was no obstacle: what it needed is known from who asked.
    private static MetadataOptions Advised(Judgement judgement) => judgement.Posture == Posture.Permissive
        ? judgement.Posture.Options with { HttpPutResponseHopLimit = judgement.Run.Requests.Where(static r => r.IsPut).Select(static r => r.Hops ?? MetadataOptions.MaxHopLimit).DefaultIfEmpty(1).Max() }
        : judgement.Posture.Options;
}
