using System.Collections.Immutable;
using FakeImds.Iac.Messages;
using FakeImds.Iac.Policies;
using FakeImds.Iac.Worlds;

namespace FakeImds.Iac.Explain;

/// <summary>Joins what comes out in all worlds: what is the same everywhere is known, the rest is unknown.</summary>
internal static class Summary
{
    // More ways and conditions than this are no help; the dependencies are named all the same.
    private const int MaxWays = 3;
    private const int MaxConditions = 2;

    /// <summary>The explanation that all worlds agree on.</summary>
    /// <param name="basis">What is known of the launch.</param>
    /// <param name="explorations">What came out, by the questions that were asked; at least one has an outcome.</param>
    public static Explanation Of(Explanation basis, IReadOnlyList<Outcomes<WorldVerdict>> explorations)
    {
        Outcomes<WorldVerdict>[] decided = [.. explorations.Select(static e => e with { All = [.. e.All.Where(static o => o.Value.Options is not [])] }).Where(static e => e.All is not [])];
        WorldVerdict[] all = [.. explorations.SelectMany(static e => e.All).Select(static o => o.Value)];
        if (all is [])
        {
            return basis with { Verdict = LaunchVerdict.Unknown, DependsOn = [new Unknown("", $"more than {Exploration.MaxWorlds} possibilities")] };
        }

        var verdicts = Aspect.Of(explorations, static v => v.Verdict);
        var isSure = verdicts.IsSure && verdicts.Values is not [LaunchVerdict.Unknown];
        var failing = Array.Find(all, static v => v.Verdict is LaunchVerdict.Fails) ?? Array.Find(all, static v => v.Denied is not null) ?? all[0];
        return basis with
        {
            Options = decided is [] ? [] :
            [
                .. Enumerable.Range(0, decided[0].All[0].Value.Options.Length).Select(i => Option(decided, i)),
                .. all.SelectMany(static v => v.OtherOptions).Distinct().Select(ExplainedOption.Other),
            ],
            Verdict = isSure ? verdicts.Values[0] : LaunchVerdict.Unknown,
            Error = failing.Error,
            Denied = failing.Denied,
            DependsOn = isSure ? [] : [.. verdicts.DependsOn.Concat(all.SelectMany(static v => v.PoliciesDependOn)).DistinctBy(static u => u.Key)],
            Possible = isSure ? [] : [.. verdicts.Values.Where(static v => v is not LaunchVerdict.Unknown).Select(v => new PossibleValue(Word(v), Reason(Array.Find(all, one => one.Verdict == v)!), Ways(verdicts, v)))],
        };
    }

    /// <summary>"required if …, else optional", or else what it may be and what it depends on.</summary>
    public static string Sentence(ImmutableArray<PossibleValue> possible, ImmutableArray<Unknown> dependsOn)
    {
        var depends = "depends on " + AllowedWords.And([.. dependsOn.Select(static u => u.Words).Distinct()]);
        if (possible is [])
        {
            return depends;
        }

        var ordered = possible.OrderBy(static p => p.If.Length).ToArray();
        return ordered.Length > 1 && ordered[..^1].All(static p => p.If.Length is > 0)
            ? string.Join(", ", ordered[..^1].Select(static p => $"{p.Value} if {string.Join(" or ", p.If)}")) + $", else {ordered[^1].Value}"
            : ordered.Length > 1 ? $"{AllowedWords.Of([.. possible.Select(static p => p.Value)])}, {depends}"
            : depends;
    }

    private static ExplainedOption Option(Outcomes<WorldVerdict>[] explorations, int index)
    {
        var option = explorations[0].All[0].Value.Options[index];
        var aspect = Aspect.Of(explorations, v => v.Options[index].Value);
        if (aspect.IsSure)
        {
            return option with { Source = Sources(option.Value) };
        }

        // Of a number that may be any, examples are no answer.
        ImmutableArray<PossibleValue> possible = option.Name is "HttpPutResponseHopLimit" && aspect.DependsOn.Any(static u => u.IsOpen) ? []
            : [.. aspect.Values.Select(v => new PossibleValue(v, Sources(v), Ways(aspect, v)))];
        return new ExplainedOption(option.Name, ExplainedOption.Unknown, Sentence(possible, aspect.DependsOn)) { DependsOn = aspect.DependsOn, Possible = possible };

        string Sources(string value) => string.Join(" or ", explorations.SelectMany(static e => e.All).Select(o => o.Value.Options[index])
            .Where(o => o.Value == value).Select(static o => o.Source).Distinct().Take(MaxWays));
    }

    // Each way is told whole, or none is.
    private static ImmutableArray<string> Ways<TAspect>(Aspect<TAspect> aspect, TAspect value)
        where TAspect : notnull
    {
        if (aspect.Decision is not { } decision || aspect.DependsOn.Any(static u => u.IsOpen))
        {
            return [];
        }

        var ways = decision.WaysTo(value, MaxWays);
        return ways.Count > MaxWays || ways.Any(static w => w.Length > MaxConditions) ? []
            : [.. ways.Select(static w => string.Join(" and ", w.Select(static a => a.If)))];
    }

    private static string Word(LaunchVerdict verdict) => verdict switch
    {
        LaunchVerdict.Succeeds => "succeeds",
        LaunchVerdict.Fails => "fails",
        LaunchVerdict.Exists => "exists",
        _ => ExplainedOption.Unknown,
    };

    private static string? Reason(WorldVerdict verdict) =>
        verdict.Error is { } error ? error.ToString() : verdict.Denied is { } denied ? "UnauthorizedOperation: " + DenialText.Of(denied) : null;
}
