using System.Collections.Immutable;
using FakeImds.Journal;

namespace FakeImds.Cli.Check;

/// <summary>A program that spoke IMDSv1, and where: what has to be mended before tokens are required.</summary>
/// <param name="Name">Its command line, shortened.</param>
/// <param name="Executable">Its program's path; null when it could not be seen.</param>
/// <param name="UserAgent">What its requests said of themselves; null for nothing.</param>
/// <param name="Count">How many requests it made.</param>
/// <param name="Paths">Which paths it asked for.</param>
internal sealed record V1Caller(string Name, string? Executable, string? UserAgent, int Count, ImmutableArray<string> Paths)
{
    public static ImmutableArray<V1Caller> Of(IEnumerable<ServedRequest> requests) =>
    [
        .. requests.Where(static r => r.IsV1 && !r.IsRefused)
            .GroupBy(static r => (Name: Judgement.Who(r), r.Process?.Executable, r.UserAgent))
            .Select(static g => new V1Caller(g.Key.Name, g.Key.Executable, g.Key.UserAgent, g.Count(), [.. g.Select(static r => r.Path).Distinct().Order(StringComparer.Ordinal)])),
    ];
}
