using System.Globalization;
using System.Text.RegularExpressions;

namespace FakeImds.Cli.Tests.Process;

/// <summary>The disk of the request log is full.</summary>
public sealed partial class FullDiskTests
{
    private const int Requests = 1500;

    [Fact]
    public async Task A_full_disk_ends_the_log_with_one_line_and_loses_no_answer()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Mounts are Linux'.");
        var folder = Directory.CreateTempSubdirectory("fakeimds-disk-").FullName;
        try
        {
            await RunAsync(folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task RunAsync(string folder)
    {
        using var shell = CliProcess.StartOther("unshare", "-rm", "bash", "-c", $$"""
            mkdir '{{folder}}/disk' && mount -t tmpfs -o size=32k none '{{folder}}/disk' || { echo no mount; exit 77; }
            log='{{folder}}/disk/log'
            '{{CliProcess.DotNet}}' '{{CliProcess.Dll}}' run --listen 127.0.0.1:0 > "$log" & PID=$!
            while ! grep -qs Listening "$log"; do kill -0 $PID || exit 1; done
            url=$(sed -n 's/^Listening on //p' "$log")
            curl -s -w '\n' "$url/latest/meta-data/instance-type?[1-{{Requests}}]"
            kill -TERM $PID; wait $PID; echo "exit code $?"; cat "$log"
            """);

        var (exitCode, output, error) = await shell.EndAsync(TestContext.Current.CancellationToken);

        Assert.SkipWhen(exitCode is 77 || error.StartsWith("unshare:", StringComparison.Ordinal), $"A disk can't be made here: {error}");
        error.ShouldBe("fakeimds: the request log ends here, and serving goes on: standard output can't be written: No space left on device\n");
        var lines = output.Split('\n');
        lines[..Requests].ShouldAllBe(static l => l == "t3.micro");
        lines[Requests].ShouldBe("exit code 0");

        // The last line may have had no room for its end.
        string[] logged = [.. lines[(Requests + 1)..].Where(static l => l.StartsWith("20", StringComparison.Ordinal)).SkipLast(1)];
        logged.Length.ShouldBeGreaterThan(100);
        for (var i = 0; i < logged.Length; i++)
        {
            Line().Match(logged[i]).Groups[1].Value.ShouldBe((i + 1).ToString(CultureInfo.InvariantCulture), logged[i]);
        }
    }

    [GeneratedRegex(@"^\S+ 127\.0\.0\.1 hops=1 GET /latest/meta-data/instance-type\?(\d+) v1 200$")]
    private static partial Regex Line();
}
