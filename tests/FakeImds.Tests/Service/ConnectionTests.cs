using System.Text;
using static FakeImds.Tests.Service.LoopbackImds;

namespace FakeImds.Tests.Service;

/// <summary>Connections: closed after an answer as on EC2, or kept when the emulator is told to.</summary>
public sealed class ConnectionTests
{
    [Theory]
    [InlineData("GET", Leaf)]
    [InlineData("GET", "/latest/nothing")]
    [InlineData("PUT", TokenPath)]
    [InlineData("POST", Leaf)]
    public async Task Every_answer_closes_its_connection_even_when_asked_to_keep_it(string method, string path)
    {
        await using var imds = await StartAsync();
        using var connection = await imds.ConnectAsync();
        await connection.SendAsync(Request(method, path, "Connection: keep-alive", "Content-Length: 0"));
        var answer = await connection.ReadAsync();
        answer["Connection"].ShouldBe("close");
        (await connection.ReadToEndAsync()).ShouldBeNull("the connection is closed and nothing came after the answer");
    }

    [Fact]
    public async Task Of_requests_sent_together_the_first_is_answered()
    {
        await using var imds = await StartAsync();
        var answer = await imds.ExchangeAsync(Request("GET", Leaf) + Request("GET", "/latest/meta-data/ami-id"));
        answer.Text.ShouldBe("t3.micro");
    }

    [Fact]
    public async Task KeepAlive_keeps_the_connection_and_leaves_out_the_header()
    {
        await using var imds = await StartAsync(Required, static o => o.KeepAlive = true);
        using var connection = await imds.ConnectAsync();
        await connection.SendAsync(Request("PUT", TokenPath, TtlHeader + "60"));
        var put = await connection.ReadAsync();
        put["Connection"].ShouldBeNull();
        put.Headers.Count.ShouldBe(5);
        foreach (var (path, status) in new[] { (Leaf, 200), ("/latest/nothing", 404), (Leaf, 200) })
        {
            await connection.SendAsync(Request("GET", path, TokenHeader + put.Text));
            (await connection.ReadAsync()).Status.ShouldBe(status);
        }

        await connection.SendAsync(Request("GET", Leaf));
        (await connection.ReadAsync()).Status.ShouldBe(401);
        await connection.SendAsync(Request("HEAD", Leaf, TokenHeader + put.Text, "Connection: close"));
        (await connection.ReadAsync(isHead: true))["Connection"].ShouldBe("close");
        (await connection.ReadToEndAsync()).ShouldBeNull();
    }

    [Theory]
    [InlineData("")]
    [InlineData("Connection: keep-alive\r\n")]
    public async Task Http_1_0_is_answered_as_1_1(string header)
    {
        await using var imds = await StartAsync();
        (await imds.ExchangeAsync($"GET {Leaf} HTTP/1.0\r\n{header}\r\n")).ShouldBeExactly(
            "HTTP/1.1 200 OK",
            Encoding.ASCII.GetBytes("t3.micro"),
            Answers.Headers("text/plain", 8, ("Accept-Ranges", "none"), ("Last-Modified", Answers.Now)));
        (await imds.ExchangeAsync($"PUT {TokenPath} HTTP/1.0\r\n{header}{TtlHeader}60\r\nContent-Length: 0\r\n\r\n")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_request_may_come_in_single_bytes()
    {
        await using var imds = await StartAsync();
        using var connection = await imds.ConnectAsync();
        foreach (var octet in Request("PUT", TokenPath, TtlHeader + "60"))
        {
            await connection.SendAsync(octet.ToString());
        }

        (await connection.ReadToEndAsync())!.Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_client_that_goes_away_early_disturbs_nobody()
    {
        await using var imds = await StartAsync();
        foreach (var part in new[] { "", "G", "GET / HTTP/1.1\r\n", Request("GET", Leaf), Request("PUT", TokenPath, TtlHeader + "60", "Content-Length: 9") + "abc" })
        {
            using var connection = await imds.ConnectAsync();
            await connection.SendAsync(part);
        }

        (await imds.AskAsync("GET", Leaf)).Status.ShouldBe(200);
    }
}
