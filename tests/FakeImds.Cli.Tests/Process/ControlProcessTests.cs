using System.Net;
using System.Net.Sockets;

namespace FakeImds.Cli.Tests.Process;

/// <summary><c>fakeimds run --control</c> as a process of its own.</summary>
public sealed class ControlProcessTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Control_changes_what_is_served_and_SIGTERM_ends_it()
    {
        using var program = CliProcess.Start("run", "--listen", "127.0.0.1:0", "--control", "0");
        var lines = await program.ReadUntilAsync("Listening on ", Cancel);
        var metadata = new Uri(lines[^1]["Listening on ".Length..]);
        var control = new Uri(lines[^2]["Control on ".Length..]);
        using var http = new HttpClient();

        using var body = new StringContent("""{ "Type": "target-lifecycle-state", "State": "Standby", "AfterSeconds": 3600 }""");
        using var made = await http.PostAsync(new Uri(control, "events"), body, Cancel);
        made.StatusCode.ShouldBe(HttpStatusCode.Created);
        using var clock = new StringContent("""{ "AdvanceSeconds": 3600 }""");
        using var advanced = await http.PutAsync(new Uri(control, "clock"), clock, Cancel);
        advanced.StatusCode.ShouldBe(HttpStatusCode.OK);

        (await http.GetStringAsync(new Uri(metadata, "latest/meta-data/autoscaling/target-lifecycle-state"), Cancel)).ShouldBe("Standby");
        (await http.GetStringAsync(new Uri(control, "/?Action=DescribeInstances&Version=2016-11-15"), Cancel)).ShouldContain("<instanceId>");
        program.Signal(15);
        (await program.EndAsync(Cancel)).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task A_port_in_use_is_told_in_one_line()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        using var program = CliProcess.Start("run", "--listen", "127.0.0.1:0", "--control", taken.LocalEndpoint.ToString()!);

        var (exitCode, output, error) = await program.EndAsync(Cancel);

        (exitCode, output).ShouldBe((1, ""));
        error.ShouldStartWith($"fakeimds: --control: Can't listen on {taken.LocalEndpoint}: ");
        error.TrimEnd('\n').ShouldNotContain("\n");
    }

    [Theory]
    [InlineData("0.0.0.0:80", "fakeimds: --control is '0.0.0.0:80'; a loopback address is allowed, or any with --allow-remote-control, which lets all who reach it control the account\n")]
    [InlineData("169.254.169.254:81", "fakeimds: --control is '169.254.169.254:81'; an address that is none of the metadata service is allowed\n")]
    [InlineData("localhost", "fakeimds: --control is 'localhost'; a port, or ADDR:PORT such as 127.0.0.1:4567 is allowed\n")]
    public async Task Addresses_that_control_can_not_have_are_told_in_one_line(string endpoint, string line)
    {
        using var program = CliProcess.Start("run", "--control", endpoint);

        var (exitCode, _, error) = await program.EndAsync(Cancel);

        (exitCode, error).ShouldBe((2, line));
    }

    [Fact]
    public async Task Events_of_the_config_file_happen()
    {
        using var file = new Run.TempFile("""{ "FakeImds": { "Listen": ["127.0.0.1:0"], "Events": [ { "Type": "target-lifecycle-state", "State": "InService" } ] } }""");
        using var program = CliProcess.Start("run", file.Path);
        var metadata = new Uri((await program.ReadUntilAsync("Listening on ", Cancel))[^1]["Listening on ".Length..]);
        using var http = new HttpClient();
        (await http.GetStringAsync(new Uri(metadata, "latest/meta-data/autoscaling/target-lifecycle-state"), Cancel)).ShouldBe("InService");
    }
}
