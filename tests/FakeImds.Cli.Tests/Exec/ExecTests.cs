using System.Net;
using System.Net.Sockets;
using FakeImds.Cli.Tests.Process;

namespace FakeImds.Cli.Tests.Exec;

public sealed class ExecTests : IAsyncLifetime
{
    private const string Service = "http://169.254.169.254/latest";
    private const string Put = $"curl -s -m 1 -o /dev/null -w '%{{http_code}}' -X PUT -H 'X-aws-ec2-metadata-token-ttl-seconds: 60' {Service}/api/token";

    // Nobody's: no account of the system needs to exist.
    private static readonly string[] s_unprivileged = ["setpriv", "--reuid", "64321", "--regid", "64321", "--clear-groups", "env", "HOME=/tmp", "DOTNET_CLI_HOME=/tmp"];

    public static TheoryData<bool> BothUsers { get; } = new(false, true);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await NamespaceRequirement.DemandAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [MemberData(nameof(BothUsers))]
    public async Task A_command_finds_the_service_at_its_real_address(bool isRootless)
    {
        var (exitCode, output, error) = await ExecAsync(isRootless, [], $"curl -s {Service}/meta-data/instance-type; exit 7");
        output.ShouldBe("t3.micro", error);
        error.ShouldBeEmpty();
        exitCode.ShouldBe(7);
    }

    [Fact]
    public async Task The_IPv6_address_is_there_when_the_option_is_on() =>
        (await ExecAsync(false, ["--http-protocol-ipv6", "enabled"], "curl -s http://[fd00:ec2::254]/latest/meta-data/instance-type")).Output.ShouldBe("t3.micro");

    [Theory]
    [InlineData("instance", 1, "200")]
    [InlineData("container", 1, "000")]
    [InlineData("container", 2, "200")]
    [InlineData("3", 2, "000")]
    [InlineData("3", 3, "200")]
    [InlineData("64", 63, "000")]
    [InlineData("64", 64, "200")]
    public async Task An_answer_to_a_PUT_dies_on_real_routers(string position, int limit, string status)
    {
        var (_, output, error) = await ExecAsync(false, ["--position", position, "--http-put-response-hop-limit", $"{limit}", "--log", "requests"], Put);
        output.ShouldBe(status);
        error.ShouldContain(status is "200" ? "PUT /latest/api/token v2 200" : "PUT /latest/api/token v2 expired");
        error.ShouldContain($"hops={position switch { "instance" => "1", "container" => "2", _ => position }} ");
    }

    [Fact]
    public async Task Without_root_the_distance_is_as_real()
    {
        (await ExecAsync(true, ["--position", "container", "--http-put-response-hop-limit", "1"], Put)).Output.ShouldBe("000");
        (await ExecAsync(true, ["--position", "container", "--http-put-response-hop-limit", "2"], Put)).Output.ShouldBe("200");
    }

    [Fact]
    public async Task Without_root_the_command_is_who_it_was_and_has_no_rights_more()
    {
        var (_, output, error) = await ExecAsync(true, [], "id -u; grep -E 'Cap(Prm|Eff|Amb)|SigIgn' /proc/self/status");
        output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static l => l.Split('\t')[^1]).ShouldBe(
            ["64321", "0000000000000000", "0000000000000000", "0000000000000000", "0000000000000000"], error);
    }

    [Theory]
    [MemberData(nameof(BothUsers))]
    public async Task Services_on_the_loopback_of_the_host_are_there(bool isRootless)
    {
        using var service = new TcpListener(IPAddress.Loopback, 0);
        service.Start();
        var answers = Task.Run(async () =>
        {
            using var client = await service.AcceptTcpClientAsync(Cancelled);
            await client.GetStream().WriteAsync("HTTP/1.0 200 OK\r\n\r\nfrom the host"u8.ToArray(), Cancelled);
        }, Cancelled);
        var (_, output, error) = await ExecAsync(isRootless, [], $"curl -s http://127.0.0.1:{((IPEndPoint)service.LocalEndpoint).Port}/");
        output.ShouldBe("from the host", error);
        await answers;
    }

    [Fact]
    public async Task Standard_input_reaches_the_command()
    {
        using var program = CliProcess.StartOther("bash", "-c", $"echo hello | {CliProcess.DotNet} {CliProcess.Dll} exec -- cat");
        (await program.EndAsync(Cancelled)).Output.ShouldBe("hello\n");
    }

    [Fact]
    public async Task A_terminal_stays_one_and_its_keys_reach_the_command()
    {
        const string Command = "test -t 0 && test -t 1 && echo terminal; trap 'echo stopped; exit 5' INT; echo ready; while :; do sleep 0.05; done";
        using var terminal = CliProcess.StartOther("python3", "-c", """
            import os, pty, sys
            pid, fd = pty.fork()
            if pid == 0: os.execvp(sys.argv[1], sys.argv[1:])
            seen = b''
            sent = False
            while True:
                try: seen += os.read(fd, 4096)
                except OSError: break
                if b'ready' in seen and not sent: sent = os.write(fd, b'\x03')
            print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), seen)
            """, CliProcess.DotNet, CliProcess.Dll, "exec", "--", "sh", "-c", Command);
        var (_, output, error) = await terminal.EndAsync(Cancelled);
        output.ShouldBe("""5 b'terminal\r\nready\r\n^Cstopped\r\n'""" + "\n", error);
    }

    [Fact]
    public async Task A_signal_is_passed_on_and_the_command_decides()
    {
        using var program = CliProcess.Start("exec", "--", "sh", "-c", "trap 'echo told; exit 4' TERM; echo ready; while :; do sleep 0.05; done");
        await program.ReadUntilAsync("ready", Cancelled);
        program.Signal(15);
        var (exitCode, output, _) = await program.EndAsync(Cancelled);
        (exitCode, output).ShouldBe((4, "told\n"));
    }

    [Fact]
    public async Task A_command_that_a_signal_ends_has_its_number_and_128() =>
        (await ExecAsync(false, [], "kill -9 $$")).ExitCode.ShouldBe(137);

    [Fact]
    public async Task What_the_command_leaves_running_ends_with_it()
    {
        var (_, output, _) = await ExecAsync(false, [], "setsid sleep 600 >/dev/null 2>&1 & echo $!");
        var status = $"/proc/{output.Trim()}/status";

        // Ended, and perhaps not yet waited for by whoever inherited it.
        (File.Exists(status) ? await File.ReadAllTextAsync(status, Cancelled) : "State:\tZ").ShouldContain("State:\tZ");
    }

    [Theory]
    [MemberData(nameof(BothUsers))]
    public async Task Killed_at_any_moment_it_leaves_no_namespace_and_no_process(bool isRootless)
    {
        // Every tenth of a second of its start, and some while the command runs.
        var mark = $"fakeimds-{Guid.NewGuid():N}";
        for (var delay = 0; delay < 600; delay += 150)
        {
            using var program = CliProcess.StartOther(isRootless ? s_unprivileged[0] : "env", [
                .. isRootless ? s_unprivileged[1..] : [], $"MARK={mark}", CliProcess.DotNet, CliProcess.Dll, "exec", "--position", "3", "--", "sh", "-c", "setsid sleep 600 & sleep 600"]);
            await Task.Delay(delay, Cancelled);
            program.Signal(9);
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
            limit.CancelAfter(TimeSpan.FromSeconds(30));
            while (Marked(mark) is { Count: > 0 })
            {
                await Task.Delay(20, limit.Token);
            }
        }
    }

    [Theory]
    [InlineData(2, "exec has no command", "exec")]
    [InlineData(2, "--place is 'eks'", "exec", "--place", "eks", "--", "true")]
    [InlineData(2, "--position is '65'", "exec", "--position", "65", "--", "true")]
    [InlineData(2, "--via is 'magic'", "exec", "--via", "magic", "--", "true")]
    [InlineData(127, "there is no program 'no-such-program'", "exec", "--", "no-such-program")]
    [InlineData(126, "'/etc/passwd' is no program", "exec", "--", "/etc/passwd")]
    public async Task A_fault_is_one_line(int exitCode, string line, params string[] arguments)
    {
        using var program = CliProcess.Start(arguments);
        var (code, output, error) = await program.EndAsync(Cancelled);
        (code, output).ShouldBe((exitCode, ""));
        error.ShouldStartWith("fakeimds: ");
        error.ShouldContain(line);
        error.Count(static c => c is '\n').ShouldBe(1);
    }

    [Fact]
    public async Task Options_come_from_the_team_s_own_template_and_the_command_line_wins()
    {
        using var template = new TemporaryTemplate("""
            Resources:
              Web:
                Type: AWS::EC2::Instance
                Properties: {ImageId: ami-1234, MetadataOptions: {HttpTokens: required}}
            """);
        const string V1 = $"curl -s -o /dev/null -w '%{{http_code}}' {Service}/meta-data/";
        (await ExecAsync(false, ["--from", template.Path, "--instance", "Web"], V1)).Output.ShouldBe("401");
        (await ExecAsync(false, ["--from", template.Path, "--instance", "Web", "--http-tokens", "optional"], V1)).Output.ShouldBe("200");
    }

    [Fact]
    public async Task A_place_has_its_distance_and_options()
    {
        (await ExecAsync(false, ["--place", "eks-auto-mode-pod"], Put)).Output.ShouldBe("000");
        (await ExecAsync(false, ["--place", "eks-auto-mode-pod", "--http-put-response-hop-limit", "2"], Put)).Output.ShouldBe("200");
        (await ExecAsync(false, ["--place", "eks-auto-mode-node"], Put)).Output.ShouldBe("200");
    }

    [Fact]
    public async Task By_environment_the_distance_is_declared()
    {
        var (_, output, error) = await ExecAsync(false, ["--via", "env", "--position", "2", "--log", "requests"], "curl -s -m 1 -X PUT $AWS_EC2_METADATA_SERVICE_ENDPOINT/latest/api/token; echo $?");
        output.ShouldBe("28\n");
        error.ShouldContain("hops=2 PUT /latest/api/token v2 withheld");
    }

    private static List<string> Marked(string mark) => [.. Directory.EnumerateDirectories("/proc").Where(p =>
    {
        try
        {
            return File.ReadAllText(Path.Combine(p, "environ")).Contains(mark, StringComparison.Ordinal);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    })];

    private static async Task<(int ExitCode, string Output, string Error)> ExecAsync(bool isRootless, string[] options, string script)
    {
        string[] words = [CliProcess.DotNet, CliProcess.Dll, "exec", .. options, "--", "sh", "-c", script];
        words = isRootless && Environment.IsPrivilegedProcess ? [.. s_unprivileged, .. words] : words;
        using var program = CliProcess.StartOther(words[0], words[1..]);
        return await program.EndAsync(Cancelled);
    }

    private sealed class TemporaryTemplate : IDisposable
    {
        public TemporaryTemplate(string text) => File.WriteAllText(Path, text);

        public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"{Guid.NewGuid():N}.yaml");

        public void Dispose() => File.Delete(Path);
    }
}
