using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace FakeImds.Cli.Tests.Process;

/// <summary>The real program: what it prints, how it ends.</summary>
public sealed class RunProcessTests
{
    private const int Terminate = 15;
    private const int Interrupt = 2;
    private const string Ready = "Listening on http://";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Terminate)]
    [InlineData(Interrupt)]
    public async Task It_prints_options_and_address_serves_logs_and_ends_within_a_second(int signal)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Signals are Unix'.");
        using var program = CliProcess.Start("run", "--listen", "127.0.0.1:0", "--account-http-tokens", "required", "--imds-support", "v2.0", "--client-hops", "127.0.0.0/8=3");

        var start = await program.ReadUntilAsync(Ready, Cancelled);

        start[..^1].ShouldBe([
            "HttpTokens = required (account default)", "HttpPutResponseHopLimit = 2 (AMI)", "HttpEndpoint = enabled (built-in)",
            "HttpProtocolIpv6 = disabled (built-in)", "InstanceMetadataTags = disabled (built-in)"]);
        start[^1].ShouldNotEndWith(":0");
        using var client = new HttpClient { BaseAddress = new Uri(start[^1]["Listening on ".Length..]) };
        (await client.GetAsync(new Uri("latest/meta-data/%0Aid", UriKind.Relative), Cancelled)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);

        // Its answer is on the way for a minute; the end does not wait for it.
        var withheld = client.PutAsync(new Uri("latest/api/token", UriKind.Relative), null, Cancelled);
        var logged = await program.ReadUntilAsync("20", Cancelled);
        logged[^1].ShouldMatch(@"^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z 127\.0\.0\.1 hops=3 GET /latest/meta-data/%0Aid v1 401$");

        var clock = Stopwatch.StartNew();
        program.Signal(signal);
        var (exitCode, _, error) = await program.EndAsync(Cancelled);

        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(1));
        exitCode.ShouldBe(0);
        error.ShouldBeEmpty();
        await Should.ThrowAsync<HttpRequestException>(withheld);
    }

    [Fact]
    public async Task A_port_in_use_gets_one_line()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;
        using var program = CliProcess.Start("run", "--listen", $"127.0.0.1:{port}");

        var (exitCode, output, error) = await program.EndAsync(Cancelled);

        error.ShouldBe($"fakeimds: cannot listen on 127.0.0.1:{port}: the port is in use; stop the program that has it (ss -ltnp 'sport = :{port}' shows it), or choose another with --listen\n");
        output.ShouldBeEmpty();
        exitCode.ShouldBe(1);
    }

    [Fact]
    public async Task An_address_that_is_not_assigned_gets_one_line()
    {
        // 192.0.2.0/24 is for documentation (RFC 5737): no machine has it.
        using var program = CliProcess.Start("run", "--listen", "127.0.0.1:0", "--listen", "192.0.2.1:8080");

        var (exitCode, output, error) = await program.EndAsync(Cancelled);

        error.ShouldStartWith("fakeimds: cannot listen on 192.0.2.1:8080: the address is not assigned to this machine; run: sudo ");
        error.Split('\n').Length.ShouldBe(2);
        output.ShouldBeEmpty();
        exitCode.ShouldBe(1);
    }

    [Fact]
    public async Task A_wrong_config_file_gets_one_line_and_starts_nothing()
    {
        using var file = new Run.TempFile("{\n  \"FakeImds\": { \"Sed\": 1 }\n}");
        using var program = CliProcess.Start("run", "--listen", "127.0.0.1:0", "--config", file.Path);

        var (exitCode, output, error) = await program.EndAsync(Cancelled);

        error.ShouldBe($"{file.Path}:2:17: unknown member 'Sed' in FakeImds; did you mean 'Seed'?\n");
        output.ShouldBeEmpty();
        exitCode.ShouldBe(2);
    }

    [Fact]
    public async Task The_sample_is_served()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Signals are Unix'.");
        var sample = Path.Combine(AppContext.BaseDirectory, "docs", "fakeimds.sample.json");
        using var program = CliProcess.Start("run", "--listen", "127.0.0.1:0", "--config", sample, "--http-tokens", "optional");
        var start = await program.ReadUntilAsync(Ready, Cancelled);
        start.ShouldContain("HttpPutResponseHopLimit = 2 (launch request)");
        using var client = new HttpClient { BaseAddress = new Uri(start[^1]["Listening on ".Length..] + "/latest/") };

        (await Get(client, "meta-data/instance-id")).ShouldBe("i-0123456789abcdef0");
        (await Get(client, "meta-data/tags/instance/Name")).ShouldBe("web-1");
        (await Get(client, "meta-data/iam/security-credentials/")).ShouldBe("web-role");
        (await Get(client, "meta-data/placement/region")).ShouldBe("eu-west-1");
        (await Get(client, "meta-data/services/domain")).ShouldBe("example.test");
        (await Get(client, "meta-data/public-ipv4")).ShouldBe("203.0.113.25");
        (await Get(client, "user-data")).ShouldBe("#!/bin/sh\necho hello\n");

        program.Signal(Terminate);
        (await program.EndAsync(Cancelled)).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(7);
    }

    private static Task<string> Get(HttpClient client, string path) => client.GetStringAsync(new Uri(path, UriKind.Relative), Cancelled);
}
