using System.Text.RegularExpressions;

namespace FakeImds.Cli.Tests.Process;

/// <summary>The commands of docs/run.md, each in a network namespace of its own, where every port and address is free.</summary>
public sealed partial class RunPageTests
{
    private static readonly string s_docs = Path.Combine(RepositoryRoot.Path, "docs");

    public static TheoryData<string> Commands { get; } =
        [.. Command().Matches(File.ReadAllText(Path.Combine(s_docs, "run.md"))).Select(static m => m.Groups[1].Value)];

    [Fact]
    public void The_page_shows_commands() => Commands.Count.ShouldBe(3);

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task A_command_of_the_page_serves_until_it_is_told_to_end(string arguments)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Network namespaces are Linux'.");
        using var folder = new TempFolder();
        File.Copy(Path.Combine(s_docs, "fakeimds.sample.json"), Path.Combine(folder.Path, "instance.json"));
        using var shell = CliProcess.StartOther("unshare", "-rn", "bash", "-c", $$"""
            ip link set lo up && cd '{{folder.Path}}' || { echo no namespace; exit 77; }
            coproc PROGRAM { exec {{CliProcess.DotNet}} {{CliProcess.Dll}} {{arguments}} 2>&1; }
            PID=$PROGRAM_PID; exec 3<&${PROGRAM[0]}
            while read -r line <&3; do echo "$line"; case "$line" in Listening*) break;; esac; done
            kill -TERM $PID; wait $PID
            """);

        var (exitCode, output, error) = await shell.EndAsync(TestContext.Current.CancellationToken);

        Assert.SkipWhen(exitCode is 77 || error.StartsWith("unshare:", StringComparison.Ordinal), $"Network namespaces can't be made here: {error}");
        output.ShouldContain("Listening on http://", customMessage: error);
        exitCode.ShouldBe(0, output + error);
    }

    [GeneratedRegex(@"^(?:sudo )?fakeimds (run .+)$", RegexOptions.Multiline)]
    private static partial Regex Command();

    private sealed class TempFolder : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("fakeimds-").FullName;

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
