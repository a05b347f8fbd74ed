using System.Net;
using System.Net.Sockets;
using FakeImds.Cli.Tests.Process;

namespace FakeImds.Cli.Tests.Health;

/// <summary><c>fakeimds healthcheck</c> against the running program.</summary>
public sealed class HealthCheckTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("--http-tokens", "required")]
    [InlineData("--http-endpoint", "disabled")]
    public async Task A_service_that_answers_under_its_options_is_healthy_and_the_question_is_not_logged(string option, string value)
    {
        using var program = CliProcess.Start("run", "--listen", "127.0.0.1:0", option, value);
        var address = new Uri((await program.ReadUntilAsync("Listening on http://", Cancelled))[^1]["Listening on ".Length..]);

        var (exitCode, output, error) = await AskAsync($"127.0.0.1:{address.Port}");

        (exitCode, output, error).ShouldBe((0, "", ""));
        using var client = new HttpClient { BaseAddress = address };
        using var answer = await client.GetAsync(new Uri("latest/meta-data/ami-id", UriKind.Relative), Cancelled);
        (await program.ReadUntilAsync("20", Cancelled))[^1].ShouldContain(" GET /latest/meta-data/ami-id ");
    }

    [Fact]
    public async Task Where_nothing_listens_it_says_so_in_one_line()
    {
        using var closed = new TcpListener(IPAddress.Loopback, 0);
        closed.Start();
        var port = ((IPEndPoint)closed.LocalEndpoint).Port;
        closed.Stop();

        var (exitCode, _, error) = await AskAsync($"127.0.0.1:{port}");

        error.ShouldBe($"fakeimds: 127.0.0.1:{port} is not healthy: Connection refused; start fakeimds run, or name its address: fakeimds healthcheck ADDR:PORT\n");
        exitCode.ShouldBe(1);
    }

    [Fact]
    public async Task Another_server_is_not_taken_for_a_metadata_service()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var answered = Task.Run(
            async () =>
            {
                using var socket = await other.AcceptSocketAsync(Cancelled);
                await socket.ReceiveAsync(new byte[1024], Cancelled);
                await socket.SendAsync("HTTP/1.1 200 OK\r\nServer: nginx\r\n\r\n"u8.ToArray(), Cancelled);
            },
            Cancelled);

        var (exitCode, _, error) = await AskAsync($"127.0.0.1:{((IPEndPoint)other.LocalEndpoint).Port}");

        await answered;
        error.ShouldContain("what answers is not a metadata service");
        exitCode.ShouldBe(1);
    }

    [Fact]
    public async Task A_word_that_is_no_address_gets_one_line()
    {
        var (exitCode, _, error) = await AskAsync("localhost");

        error.ShouldBe("fakeimds: the address is 'localhost'; ADDR:PORT, such as 127.0.0.1:8080 or [::1]:8080 is allowed\n");
        exitCode.ShouldBe(2);
    }

    private static async Task<(int ExitCode, string Output, string Error)> AskAsync(string address)
    {
        using var check = CliProcess.Start("healthcheck", address);
        return await check.EndAsync(Cancelled);
    }
}
