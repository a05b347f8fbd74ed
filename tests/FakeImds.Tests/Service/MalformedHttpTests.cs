using System.Collections.Concurrent;
using FakeImds.Hops;
using FakeImds.Journal;
using static FakeImds.Tests.Service.LoopbackImds;

namespace FakeImds.Tests.Service;

/// <summary>What is no HTTP/1.1 gets an answer of the service: empty, closed, after the gates.</summary>
public sealed class MalformedHttpTests
{
    private static readonly string s_long = new('a', 40_000);

    public static TheoryData<string, string> Requests => new()
    {
        { "GET /\r\n\r\n", "400 Bad Request" },
        { "GET  / HTTP/1.1\r\nHost: a\r\n\r\n", "400 Bad Request" },
        { "G@T / HTTP/1.1\r\nHost: a\r\n\r\n", "400 Bad Request" },
        { "GET /%00 HTTP/1.1\r\nHost: a\r\n\r\n", "400 Bad Request" },
        { "GET /\u00e4 HTTP/1.1\r\nHost: a\r\n\r\n", "400 Bad Request" },
        { "GET / HTTP/1.1\r\nHost: a\r\nX\r\n\r\n", "400 Bad Request" },
        { "GET / HTTP/1.1\r\nHost: a\r\nX y: 1\r\n\r\n", "400 Bad Request" },
        { "GET / HTTP/1.1\r\nHost: a\r\nX: \0\r\n\r\n", "400 Bad Request" },
        { "GET / HTTP/1.1\r\n X: a\r\nHost: a\r\n\r\n", "400 Bad Request" },
        { "CONNECT a:80 HTTP/1.1\r\nHost: b:80\r\n\r\n", "400 Bad Request" },
        { Request("PUT", TokenPath, "Content-Length: x"), "400 Bad Request" },
        { Request("PUT", TokenPath, "Content-Length: -1"), "400 Bad Request" },
        { Request("PUT", TokenPath, "Transfer-Encoding: gzip"), "400 Bad Request" },
        { Request("PUT", TokenPath, "Transfer-Encoding: chunked") + "zz\r\n", "400 Bad Request" },
        { Request("PUT", TokenPath, "Transfer-Encoding: chunked") + "ffffffff\r\n", "400 Bad Request" },
        { "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "400 Bad Request" },
        { Request("GET", "latest"), "400 Bad Request" },
        { Request("GET", "*"), "400 Bad Request" },
        { "\u0016\u0003\u0001\u0002\0\u0001\0", "400 Bad Request" },
        { Request("PUT", TokenPath, "Content-Length: 50000000"), "413 Payload Too Large" },
        { Request("GET", "/?" + s_long), "414 URI Too Long" },
        { Request("GET", "/", "X: " + s_long), "431 Request Header Fields Too Large" },
        { Request("GET", "/", [.. Enumerable.Range(0, 120).Select(static i => $"X{i}: y")]), "431 Request Header Fields Too Large" },
        { "GET / HTTP/2.0\r\nHost: a\r\n\r\n", "505 HTTP Version Not Supported" },
        { "GET / HTTP/1.2\r\nHost: a\r\n\r\n", "505 HTTP Version Not Supported" },
    };

    [Theory]
    [MemberData(nameof(Requests), DisableDiscoveryEnumeration = true)]
    public async Task Malformed_http_gets_an_empty_answer_of_the_service_and_a_line_in_the_log(string request, string status)
    {
        var served = new ConcurrentQueue<ServedRequest>();
        await using var imds = await StartAsync(configure: o => o.OnRequest = served.Enqueue);
        var answer = await imds.ExchangeAsync(request);
        answer.ShouldBeExactly("HTTP/1.1 " + status, [], Answers.Headers("text/plain", 0));
        served.ShouldHaveSingleItem().Status.ShouldBe(answer.Status);
    }

    [Theory]
    [MemberData(nameof(Requests), DisableDiscoveryEnumeration = true)]
    public async Task Malformed_http_meets_the_disabled_endpoint_first(string request, string status)
    {
        await using var imds = await StartAsync(Disabled);
        var answer = await imds.ExchangeAsync(request);
        answer.StatusLine.ShouldBe("HTTP/1.1 403 Forbidden", status);
        answer.Body.ShouldBe(Answers.ForbiddenPage);
        answer["Server"].ShouldBe("EC2ws");
    }

    [Theory]
    [MemberData(nameof(Requests), DisableDiscoveryEnumeration = true)]
    public async Task Beyond_the_hop_limit_a_put_gets_no_byte_whatever_is_wrong_with_it(string request, string status)
    {
        var served = new TaskCompletionSource<ServedRequest>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var imds = await StartAsync(configure: o =>
        {
            o.ClientHops.Add(ClientHops.Parse("127.0.0.1=2"));
            o.OnRequest = r => served.TrySetResult(r);
        });
        using var connection = await imds.ConnectAsync();
        await connection.SendAsync("PUT " + request[(request.IndexOfAny([' ', '/']) + 1)..]);
        if (!request.Contains('\n', StringComparison.Ordinal))
        {
            await connection.SendAsync("\r\n");
        }

        var (outcome, wouldBe) = ((await served.Task.WaitAsync(TestContext.Current.CancellationToken)).Outcome, status);
        outcome.ShouldBe(AnswerOutcome.Withheld, wouldBe);
        imds.Time.Advance(TimeSpan.FromSeconds(60));
        (await connection.EndsWithResetAsync()).ShouldBeTrue();
    }

    [Theory]
    [InlineData("PUT /latest/api/to", "PUT", "/latest/api/to")]
    [InlineData("GET / HTTP/1.1\r\nHost: a\r\nX-aws", "GET", "/")]
    [InlineData("PU", "PU", "")]
    public async Task A_head_that_ends_before_its_end_is_a_400(string request, string method, string path)
    {
        var served = new ConcurrentQueue<ServedRequest>();
        await using var imds = await StartAsync(configure: o => o.OnRequest = served.Enqueue);
        using var connection = await imds.ConnectAsync();
        await connection.SendAsync(request);
        connection.SayNoMore();
        (await connection.ReadToEndAsync())!.Status.ShouldBe(400);
        var line = served.ShouldHaveSingleItem();
        (line.Method, line.Path).ShouldBe((method, path));
    }

    [Fact]
    public async Task On_a_kept_connection_a_later_malformed_request_gets_the_service_s_answer()
    {
        await using var imds = await StartAsync(configure: static o => o.KeepAlive = true);
        using var connection = await imds.ConnectAsync();
        await connection.SendAsync(Request("GET", Leaf));
        (await connection.ReadAsync()).Status.ShouldBe(200);
        await connection.SendAsync($"PUT {TokenPath} HTTP/1.1\r\n{TtlHeader}60\r\n\r\n");
        (await connection.ReadAsync()).Status.ShouldBe(200);
        await connection.SendAsync(Request("PUT", TokenPath, TtlHeader + "60", "Content-Length: 2") + "xx" + Request("GET", Leaf));
        (await connection.ReadAsync()).Status.ShouldBe(200);
        (await connection.ReadAsync()).Text.ShouldBe("t3.micro");
        await connection.SendAsync("GET /\r\n\r\n");
        (await connection.ReadToEndAsync())!.ShouldBeExactly("HTTP/1.1 400 Bad Request", [], Answers.Headers("text/plain", 0));
    }

    [Fact]
    public async Task Line_feeds_alone_end_lines_too()
    {
        await using var imds = await StartAsync();
        (await imds.ExchangeAsync($"\r\nGET {Leaf} HTTP/1.1\nHost: a\n\n")).Text.ShouldBe("t3.micro");
    }
}
