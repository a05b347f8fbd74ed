using System.Text.RegularExpressions;
using FakeImds.Cli.Run;
using FakeImds.Iac.Plan;

namespace FakeImds.Cli.Tests.Fleet;

/// <summary>The samples of samples/compose, as far as no engine is needed to look at them.</summary>
public sealed partial class ComposeSampleTests
{
    private static readonly string s_folder = Path.Combine(Places.Root, "samples", "compose");

    public static TheoryData<string> Samples { get; } = [.. Directory.GetDirectories(s_folder).Select(static d => Path.GetFileName(d))];

    [Theory]
    [MemberData(nameof(Samples))]
    public void A_sample_waits_for_a_healthy_service_whose_variables_run_reads_and_is_told_of(string sample)
    {
        var folder = Path.Combine(s_folder, sample);
        var compose = File.ReadAllText(Path.Combine(folder, "compose.yaml"));
        compose.ShouldContain("imds: { condition: service_healthy }");
        var variables = Variable().Matches(compose).ToDictionary(static m => m.Groups[1].Value, static m => Default().Replace(m.Groups[2].Value, "$1").Trim('"'));
        variables.Keys.ShouldBeSubsetOf([SettingsReader.ConfigVariable, .. RunOptions.All.Select(static o => o.EnvironmentName)]);
        if (variables.TryGetValue(SettingsReader.ConfigVariable, out var config))
        {
            variables[SettingsReader.ConfigVariable] = Path.Combine(folder, config.TrimStart('/'));
        }

        new AccountBuilder(SettingsReader.Read([], static _ => null, variables)).Fleet.ShouldNotBeNull();
        var page = File.ReadAllLines(Path.Combine(folder, "README.md"));
        page.Length.ShouldBeInRange(5, 12);
        page.ShouldContain(static l => l.Contains("docker compose up", StringComparison.Ordinal));
        File.ReadAllText(Path.Combine(s_folder, "README.md")).ShouldContain($"[{sample}]({sample})");
    }

    [GeneratedRegex(@"^\s+(FAKEIMDS_\w+): (.*)$", RegexOptions.Multiline)]
    private static partial Regex Variable();

    // ${HOP_LIMIT:-1} is 1 when nobody sets it.
    [GeneratedRegex(@"\$\{\w+:-(.*?)\}")]
    private static partial Regex Default();
}
