using System.Text.RegularExpressions;

namespace FakeImds.Cli.Tests.Process;

/// <summary>The commands of docs/control.md, in the order of the page, against one program in a network namespace of its own.</summary>
public sealed partial class ControlPageTests
{
    [Fact]
    public async Task The_commands_of_the_page_do_what_they_say()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Network namespaces are Linux'.");
        var page = await File.ReadAllTextAsync(Path.Combine(RepositoryRoot.Path, "docs", "control.md"), TestContext.Current.CancellationToken);
        var folder = Directory.CreateTempSubdirectory("fakeimds-").FullName;
        var blocks = Block().Matches(page).Select(static m => m.Groups[1].Value).ToList();
        blocks.Count.ShouldBeGreaterThan(1);
        var script = Path.Combine(folder, "page.sh");
        await File.WriteAllTextAsync(script, "curl() { command curl -f \"$@\" || exit 22; }\n" + string.Concat(blocks), TestContext.Current.CancellationToken);
        using var shell = CliProcess.StartOther("unshare", "-rn", "bash", "-c", $$"""
            ip link set lo up && cd '{{folder}}' || { echo no namespace; exit 77; }
            coproc PROGRAM { exec {{CliProcess.DotNet}} {{CliProcess.Dll}} run --listen 127.0.0.1:8080 --control 4567 2>&1; }
            PID=$PROGRAM_PID; exec 3<&${PROGRAM[0]}
            while read -r line <&3; do case "$line" in Listening*) break;; esac; done
            bash -e {{script}}; RESULT=$?
            kill -TERM $PID; wait $PID; exit $RESULT
            """);

        var (exitCode, output, error) = await shell.EndAsync(TestContext.Current.CancellationToken);
        Directory.Delete(folder, recursive: true);

        Assert.SkipWhen(exitCode is 77 || error.StartsWith("unshare:", StringComparison.Ordinal), $"Network namespaces can't be made here: {error}");
        exitCode.ShouldBe(0, output + error);
        output.ShouldContain("\"Type\": \"spot-interruption\"");
    }

    [GeneratedRegex(@"^```sh\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();
}
