using FakeImds.Cli.Tests.Process;
using FakeImds.Cli.Tests.Run;
using System.Net;
using System.Net.Sockets;

namespace FakeImds.Cli.Tests.Fleet;

/// <summary>The real program with several instances behind one address.</summary>
public sealed class FleetProcessTests
{
    private const string Fleet = """
        { "Instances": [
          { "InstanceId": "i-0a", "Clients": ["127.0.0.1"] },
          { "InstanceId": "i-0b", "Clients": ["127.0.1.0/24", "X-Container-Name: web"], "MetadataOptions": { "HttpTokens": "required" } } ],
          "FakeImds": { "Listen": ["127.0.0.1:0"] } }
        """;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_says_who_sees_what_serves_them_and_tells_of_the_unknown_once()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "127.0.1.1 is an address of its own on Linux alone.");
        using var file = new TempFile(Fleet);
        using var program = CliProcess.Start("run", file.Path, "--client-headers");

        var start = await program.ReadUntilAsync("Listening", Cancel);

        start[..^1].ShouldBe([
            "i-0a for 127.0.0.1: HttpTokens = optional, HttpPutResponseHopLimit = 1, HttpEndpoint = enabled, HttpProtocolIpv6 = disabled, InstanceMetadataTags = disabled",
            "i-0b for 127.0.1.0/24, X-Container-Name: web: HttpTokens = required, HttpPutResponseHopLimit = 1, HttpEndpoint = enabled, HttpProtocolIpv6 = disabled, InstanceMetadataTags = disabled",
            "i-0a for all other clients: HttpTokens = optional, HttpPutResponseHopLimit = 1, HttpEndpoint = enabled, HttpProtocolIpv6 = disabled, InstanceMetadataTags = disabled"]);
        var address = new Uri(start[^1]["Listening on ".Length..]);
        (await StatusAsync(address, "127.0.0.1")).ShouldBe(HttpStatusCode.OK);
        (await StatusAsync(address, "127.0.1.9")).ShouldBe(HttpStatusCode.Unauthorized);
        (await StatusAsync(address, "127.0.2.1")).ShouldBe(HttpStatusCode.OK);
        (await StatusAsync(address, "127.0.2.1")).ShouldBe(HttpStatusCode.OK);
        (await StatusAsync(address, "127.0.2.1", "web")).ShouldBe(HttpStatusCode.Unauthorized);
        program.Signal(15);
        var (exitCode, output, error) = await program.EndAsync(Cancel);

        exitCode.ShouldBe(0);
        error.ShouldBe("fakeimds: 127.0.2.1 is among no instance's Clients: it is given i-0a\n");
        output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static l => l[(l.IndexOf(' ', StringComparison.Ordinal) + 1)..]).ShouldBe([
            "127.0.0.1 hops=1 GET /latest/ v1 200 i-0a", "127.0.1.9 hops=1 GET /latest/ v1 401 i-0b", "127.0.2.1 hops=1 GET /latest/ v1 200 i-0a",
            "127.0.2.1 hops=1 GET /latest/ v1 200 i-0a", "127.0.2.1 hops=1 GET /latest/ v1 401 i-0b"]);
    }

    [Fact]
    public async Task Refused_clients_are_told_of_and_the_health_check_is_none()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "127.0.1.1 is an address of its own on Linux alone.");
        using var file = new TempFile(Fleet);
        using var program = CliProcess.Start("run", file.Path, "--client-headers", "--unknown-clients", "refuse", "--no-instance");
        var start = await program.ReadUntilAsync("Listening", Cancel);
        start[^2].ShouldBe("All other clients are refused");
        var address = new Uri(start[^1]["Listening on ".Length..]);

        await Should.ThrowAsync<HttpRequestException>(StatusAsync(address, "127.0.2.1"));
        (await StatusAsync(address, "127.0.2.1", "web")).ShouldBe(HttpStatusCode.Unauthorized);
        using (var check = CliProcess.Start("healthcheck", address.Authority))
        {
            (await check.EndAsync(Cancel)).ExitCode.ShouldBe(0);
        }

        program.Signal(15);
        (await program.EndAsync(Cancel)).Error.ShouldBe("fakeimds: 127.0.2.1 is among no instance's Clients: it is refused\n");
    }

    [Theory]
    [InlineData("--no-instance", "--http-tokens", "required", "fakeimds: a metadata option such as --http-tokens is given together with --no-instance, which leaves out the instance that it is for; one of them is allowed\n")]
    [InlineData("--no-instance", "--instance", "Web", "fakeimds: --instance is given together with --no-instance, which leaves out the instance that it is for; one of them is allowed\n")]
    [InlineData("--log=off", "--clients", "Web=10.0.0.1", "fakeimds: --clients names 'Web'; instance is allowed\n")]
    public async Task What_can_not_be_together_gets_one_line(string first, string second, string value, string line)
    {
        using var program = CliProcess.Start("run", "--listen", "127.0.0.1:0", first, second, value);

        var (exitCode, output, error) = await program.EndAsync(Cancel);

        (exitCode, output, error).ShouldBe((2, "", line));
    }

    private static async Task<HttpStatusCode> StatusAsync(Uri address, string from, string? container = null)
    {
        using var http = new HttpClient(new SocketsHttpHandler
        {
            ConnectCallback = async (context, cancellationToken) =>
            {
                var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                socket.Bind(new IPEndPoint(IPAddress.Parse(from), 0));
                await socket.ConnectAsync(context.DnsEndPoint, cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            },
        });
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address, "latest/"));
        if (container is not null)
        {
            request.Headers.Add("X-Container-Name", container);
        }

        using var answer = await http.SendAsync(request, Cancel);
        return answer.StatusCode;
    }
}
