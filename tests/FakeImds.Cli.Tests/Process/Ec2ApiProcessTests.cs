using System.Net;
using System.Net.Sockets;

namespace FakeImds.Cli.Tests.Process;

/// <summary><c>fakeimds run --ec2-api</c> as a process of its own.</summary>
public sealed class Ec2ApiProcessTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_change_through_the_API_is_served_at_once_and_SIGTERM_ends_both()
    {
        using var program = CliProcess.Start("run", "--listen", "127.0.0.1:0", "--ec2-api", "127.0.0.1:0", "--seed", "3");
        var lines = await program.ReadUntilAsync("Listening on ", Cancel);

        var metadata = new Uri(lines[^1]["Listening on ".Length..]);
        var api = new Uri(lines[^2]["EC2 API on ".Length..]);
        using var http = new HttpClient();
        var id = await http.GetStringAsync(new Uri(metadata, "latest/meta-data/instance-id"), Cancel);

        var answer = await http.GetStringAsync(new Uri(api, $"?Action=ModifyInstanceMetadataOptions&Version=2016-11-15&InstanceId={id}&HttpTokens=required"), Cancel);

        answer.ShouldContain("<httpTokens>required</httpTokens>");
        using var refused = await http.GetAsync(new Uri(metadata, "latest/meta-data/instance-id"), Cancel);
        refused.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        program.Signal(15);
        (await program.EndAsync(Cancel)).ExitCode.ShouldBe(0);
        await Should.ThrowAsync<HttpRequestException>(http.GetAsync(api, Cancel));
    }

    [Fact]
    public async Task A_port_in_use_is_told_in_one_line()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        using var program = CliProcess.Start("run", "--listen", "127.0.0.1:0", "--ec2-api", taken.LocalEndpoint.ToString()!);

        var (exitCode, output, error) = await program.EndAsync(Cancel);

        (exitCode, output).ShouldBe((1, ""));
        error.ShouldStartWith($"fakeimds: --ec2-api: Can't listen on {taken.LocalEndpoint}: ");
        error.TrimEnd('\n').ShouldNotContain("\n");
    }

    [Theory]
    [InlineData("0.0.0.0:80")]
    [InlineData("localhost")]
    public async Task Only_loopback_is_allowed(string endpoint)
    {
        using var program = CliProcess.Start("run", "--ec2-api", endpoint);

        var (exitCode, _, error) = await program.EndAsync(Cancel);

        (exitCode, error).ShouldBe((2, $"fakeimds: --ec2-api is '{endpoint}'; a loopback ADDR:PORT, such as 127.0.0.1:4566 is allowed\n"));
    }
}
