using FakeImds.Cli.CommandLine;
using FakeImds.Iac.Messages;

namespace FakeImds.Cli.Check;

/// <summary>What makes <c>fakeimds check</c> end with 1.</summary>
internal static class FailCondition
{
    private const string Default = "not-exercised,no-v2";

    private static readonly Dictionary<string, Func<CheckReport, bool>> s_words = new()
    {
        ["none"] = static _ => false,
        ["breaks"] = static r => r.Judgements.Any(static j => j.Verdict is Verdict.Breaks or Verdict.FailsAnyway),
        ["hides"] = static r => r.Judgements.Any(static j => j.Verdict is Verdict.Hides),
        ["v1"] = static r => r.V1Callers.Length > 0,
        ["not-exercised"] = static r => !r.IsExercised,
        ["no-v2"] = static r => r.IsExercised && r.Judgements.Any(static j => j.Posture.IsV2Only) && !r.CanLeaveV1,
    };

    /// <summary>The words that are allowed, and a posture's name means that it survives.</summary>
    public static IReadOnlyList<string> Words { get; } = [.. s_words.Keys, .. Posture.All.Select(static p => p.Name)];

    /// <summary>Reads the option.</summary>
    /// <exception cref="UserException">A word is not allowed.</exception>
    public static Func<CheckReport, bool> Read(IEnumerable<string> values)
    {
        string[] words = [.. (values.Any() ? values : [Default]).SelectMany(static v => v.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))];
        var conditions = words.Select(static w => s_words.GetValueOrDefault(w)
            ?? (Posture.All.Any(p => p.Name == w) ? r => !Survives(r, w)
            : throw UserException.BadInput($"fakeimds: --fail-on is '{ShortValue.Of(w)}'; {AllowedWords.Of([.. s_words.Keys])} or the name of a posture is allowed{NearestName.Hint(w, Words)}"))).ToArray();
        return report => conditions.Any(c => c(report));
    }

    private static bool Survives(CheckReport report, string posture) =>
        report.Judgements.FirstOrDefault(j => j.Posture.Name == posture) is { Verdict: Verdict.Survives };
}
