using static FakeImds.Tests.Service.LoopbackImds;

namespace FakeImds.Tests.Service;

/// <summary>Bodies are read away: the service has no use for any.</summary>
public sealed class RequestBodyTests
{
    private const string Continue = "HTTP/1.1 100 Continue";

    [Theory]
    [InlineData("")]
    [InlineData("Content-Length: 0\r\n")]
    [InlineData("Content-Length: 5\r\n", "hello")]
    [InlineData("Transfer-Encoding: chunked\r\n", "0\r\n\r\n")]
    [InlineData("Transfer-Encoding: chunked\r\n", "5\r\nhello\r\n3;x=y\r\nabc\r\n0\r\nTrailer: x\r\n\r\n")]
    [InlineData("Content-Type: application/json\r\nContent-Length: 2\r\n", "{}")]
    public async Task A_put_may_have_no_body_an_empty_one_or_any_other(string headers, string body = "")
    {
        await using var imds = await StartAsync();
        (await imds.ExchangeAsync($"PUT {TokenPath} HTTP/1.1\r\nHost: x\r\n{TtlHeader}60\r\n{headers}\r\n{body}")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_large_body_is_read_away()
    {
        await using var imds = await StartAsync();
        var body = new string('x', 60_000);
        (await imds.ExchangeAsync(Request("PUT", TokenPath, TtlHeader + "60", "Content-Length: 60000") + body)).Status.ShouldBe(200);
        (await imds.ExchangeAsync(Request("GET", Leaf, "Content-Length: 60000") + body)).Status.ShouldBe(200);
    }

    [Theory]
    [InlineData("Content-Length: 5", "hello")]
    [InlineData("Transfer-Encoding: chunked", "5\r\nhello\r\n0\r\n\r\n")]
    [InlineData("Transfer-Encoding: chunked", "0\r\n\r\n")]
    public async Task Expect_gets_a_100_continue_and_the_answer_after_the_body(string header, string body)
    {
        await using var imds = await StartAsync();
        using var connection = await imds.ConnectAsync();
        await connection.SendAsync(Request("PUT", TokenPath, TtlHeader + "60", "Expect: 100-continue", header));
        var interim = await connection.ReadAsync();
        interim.ShouldBeExactly(Continue, []);
        connection.HasBytes.ShouldBeFalse();
        await connection.SendAsync(body);
        (await connection.ReadToEndAsync())!.Status.ShouldBe(200);
    }

    [Theory]
    [InlineData("PUT", "Content-Length: 0")]
    [InlineData("PUT", "X: y")]
    [InlineData("GET", "X: y")]
    public async Task Expect_without_a_body_to_come_gets_the_answer_at_once(string method, string header)
    {
        await using var imds = await StartAsync();
        var answer = await imds.AskAsync(method, method == "PUT" ? TokenPath : Leaf, TtlHeader + "60", "Expect: 100-continue", header);
        answer.StatusLine.ShouldBe("HTTP/1.1 200 OK");
    }

    [Fact]
    public async Task A_snapshot_is_read_after_the_body()
    {
        await using var imds = await StartAsync();
        using var connection = await imds.ConnectAsync();
        await connection.SendAsync(Request("PUT", TokenPath, TtlHeader + "60", "Expect: 100-continue", "Content-Length: 1"));
        (await connection.ReadAsync()).StatusLine.ShouldBe(Continue);
        imds.Instance.ModifyMetadataOptions(Disabled);
        await connection.SendAsync("x");
        (await connection.ReadToEndAsync())!.Body.ShouldBe(Answers.ForbiddenPage);
    }
}
