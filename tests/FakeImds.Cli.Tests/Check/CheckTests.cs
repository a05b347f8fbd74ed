using System.Reflection;
using System.Text.Json;
using FakeImds.Cli.Tests.Exec;
using FakeImds.Cli.Tests.Process;

namespace FakeImds.Cli.Tests.Check;

/// <summary>The programs of samples/Readiness: check names the fault of each.</summary>
public sealed class CheckTests : IAsyncLifetime
{
    private static readonly string s_samples = Path.GetFullPath(Path.Combine(
        typeof(CheckTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(static a => a.Key is "DocsFolder").Value!, "..", "samples", "Readiness"));

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await NamespaceRequirement.DemandAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_script_that_speaks_IMDSv1_alone_is_named_and_can_have_no_tokens()
    {
        var (exitCode, report) = await CheckAsync("v1-only.sh", "v1+v2,v2-hop1-instance,v1+v2-hop1-container");
        exitCode.ShouldBe(1);
        Verdicts(report).ShouldBe(["v1+v2 survives", "v2-hop1-instance breaks", "v1+v2-hop1-container survives"]);
        Strictest(report, "instance").ShouldBe("HttpTokens=optional,HttpPutResponseHopLimit=1,HttpEndpoint=enabled");
        var caller = report.GetProperty("v1Callers").EnumerateArray().ShouldHaveSingleItem();
        caller.GetProperty("command").GetString()!.ShouldStartWith("curl -sf http://169.254.169.254/");
        caller.GetProperty("executable").GetString()!.ShouldEndWith("/curl");
    }

    [Fact]
    public async Task A_client_of_IMDSv2_alone_needs_two_hops_in_a_container()
    {
        var (exitCode, report) = await CheckAsync("v2-only.sh", "v1+v2,v2-hop1-instance,v2-hop1-container,v2-hop2-container,v1+v2-hop1-container");
        Verdicts(report).ShouldBe(["v1+v2 survives", "v2-hop1-instance survives", "v2-hop1-container breaks", "v2-hop2-container survives", "v1+v2-hop1-container breaks"]);
        Strictest(report, "container").ShouldBe("HttpTokens=required,HttpPutResponseHopLimit=2,HttpEndpoint=enabled");
        exitCode.ShouldBe(0);
    }

    [Fact]
    public async Task A_client_that_never_renews_its_token_breaks_when_it_ends()
    {
        var (_, report) = await CheckAsync("never-renews.sh", "v1+v2,token-refused-once");
        Verdicts(report).ShouldBe(["v1+v2 survives", "token-refused-once breaks"]);
        report.GetProperty("postures")[1].GetProperty("notes")[0].GetString()!.ShouldContain("not renewed by curl");
    }

    [Fact]
    public async Task A_program_that_swallows_its_failure_does_not_pass()
    {
        var (exitCode, report) = await CheckAsync("swallows.sh", "v1+v2,v2-hop1-instance,endpoint-disabled");
        Verdicts(report).ShouldBe(["v1+v2 survives", "v2-hop1-instance hides a failure", "endpoint-disabled survives"]);
        exitCode.ShouldBe(1);
    }

    [Fact]
    public async Task A_program_that_does_not_ask_is_not_exercised()
    {
        var (exitCode, report) = await CheckAsync("never-asks.sh", "v1+v2,v2-hop1-instance");
        Verdicts(report).ShouldBe(["v1+v2 not exercised", "v2-hop1-instance not exercised"]);
        exitCode.ShouldBe(1);
    }

    [Fact]
    public async Task A_command_that_does_not_end_is_ended()
    {
        using var program = CliProcess.Start("check", "--matrix", "v2-hop1-instance", "--timeout", "1", "--", "sh", "-c", "curl -s http://169.254.169.254/; setsid sleep 600 & sleep 600");
        var (exitCode, output, error) = await program.EndAsync(Cancelled);
        output.ShouldContain("breaks", Case.Sensitive, error);
        output.ShouldContain("did not end within");
        exitCode.ShouldBe(1);
    }

    [Theory]
    [InlineData("check has no command", "check")]
    [InlineData("--matrix is 'v3'", "check", "--matrix", "v3", "--", "true")]
    [InlineData("--fail-on is 'all'", "check", "--fail-on", "all", "--", "true")]
    [InlineData("--output is 'pdf'", "check", "--output", "pdf", "--", "true")]
    [InlineData("--timeout is '0'", "check", "--timeout", "0", "--", "true")]
    [InlineData("--baseline is '/nowhere'", "check", "--baseline", "/nowhere", "--", "true")]
    public async Task A_fault_is_one_line(string line, params string[] arguments)
    {
        using var program = CliProcess.Start(arguments);
        var (exitCode, output, error) = await program.EndAsync(Cancelled);
        (exitCode, output).ShouldBe((2, ""));
        error.ShouldContain(line);
        error.Count(static c => c is '\n').ShouldBe(1);
    }

    private static string[] Verdicts(JsonElement report) =>
        [.. report.GetProperty("postures").EnumerateArray().Select(static p => $"{p.GetProperty("name").GetString()} {p.GetProperty("verdict").GetString()}")];

    private static string? Strictest(JsonElement report, string place) => report.GetProperty("strictest").GetProperty(place).GetProperty("metadataOptions").GetString();

    private static async Task<(int ExitCode, JsonElement Report)> CheckAsync(string sample, string matrix)
    {
        using var program = CliProcess.Start("check", "--matrix", matrix, "--output", "json", "--", Path.Combine(s_samples, sample));
        var (exitCode, output, error) = await program.EndAsync(Cancelled);
        output.ShouldStartWith("{", Case.Sensitive, error);
        using var document = JsonDocument.Parse(output);
        return (exitCode, document.RootElement.Clone());
    }
}
