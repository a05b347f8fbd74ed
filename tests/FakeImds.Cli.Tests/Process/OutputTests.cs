namespace FakeImds.Cli.Tests.Process;

/// <summary>Every command says in one line that its output can't be written.</summary>
public sealed class OutputTests
{
    private const string Stack = "docs/explain/stack.yaml";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static TheoryData<string, string, string> Cases()
    {
        var cases = new TheoryData<string, string, string>();
        foreach (var command in new[] { "--help", "--version", "run --help", "explain --help", "certificate", $"explain {Stack}", $"explain {Stack} --output json", "run --listen 127.0.0.1:0", "run --listen 127.0.0.1:0 --log off" })
        {
            cases.Add(command, "> /dev/full", "No space left on device");
            cases.Add(command, ">&-", "it is closed");
            cases.Add(command, "> >(true)", "its reader is gone");
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Output_that_can_t_be_written_is_one_line_and_exit_code_1(string command, string output, string reason)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "/dev/full is Linux'.");

        // The reader of a pipe is gone for sure when the shell has waited for it.
        var redirected = output is "> >(true)"
            ? "exec 3> >(true); wait $!; exec " + $"'{CliProcess.DotNet}' '{CliProcess.Dll}' {command} >&3 3>&-"
            : $"exec '{CliProcess.DotNet}' '{CliProcess.Dll}' {command} {output}";
        using var program = CliProcess.StartOther("bash", "-c", $"cd '{AppContext.BaseDirectory}'; {redirected}");

        var (exitCode, _, error) = await program.EndAsync(Cancelled);

        error.ShouldBe($"fakeimds: standard output can't be written: {reason}\n");
        exitCode.ShouldBe(1);
    }

    [Fact]
    public async Task Standard_error_that_is_closed_changes_no_exit_code()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The shell is Linux'.");
        using var program = CliProcess.StartOther("bash", "-c", $"exec '{CliProcess.DotNet}' '{CliProcess.Dll}' rnu 2>&-");

        (await program.EndAsync(Cancelled)).ExitCode.ShouldBe(2);
    }

    [Fact]
    public async Task A_log_whose_reader_goes_ends_with_one_line_and_serving_goes_on()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The shell is Linux'.");
        using var program = CliProcess.StartOther("bash", "-c", $$"""
            exec 3>&1 4< <(exec '{{CliProcess.DotNet}}' '{{CliProcess.Dll}}' run --listen 127.0.0.1:0)
            PROGRAM=$!
            while read -r line <&4; do case "$line" in Listening*) break;; esac; done
            exec 4<&-
            url=${line#Listening on }
            curl -s "$url/latest/meta-data/instance-type"; echo
            while kill -0 $PROGRAM && [ "$(curl -s -o /dev/null -w '%{http_code}' "$url/latest/meta-data/instance-id")" = 200 ] && [ $((++n)) -lt 20 ]; do :; done
            echo "served $n"; kill -TERM $PROGRAM; wait $PROGRAM; echo "exit code $?"
            """);

        var (_, output, error) = await program.EndAsync(Cancelled);

        output.ShouldBe("t3.micro\nserved 20\nexit code 0\n");
        error.ShouldBe("fakeimds: the request log ends here, and serving goes on: standard output can't be written: its reader is gone\n");
    }
}
