using static FakeImds.Tests.Service.LoopbackImds;

namespace FakeImds.Tests.Service;

/// <summary>What is no HTTP/1.1 is answered by Kestrel before it reaches the service: empty, closed, without <c>Server</c>.</summary>
public sealed class MalformedHttpTests
{
    private static readonly string s_long = new('a', 40_000);

    public static TheoryData<string, string> Requests => new()
    {
        { "GET / HTTP/1.1\r\n\r\n", "400 Bad Request" },
        { "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", "400 Bad Request" },
        { "GET / HTTP/1.1\r\nHost: a b/c\r\n\r\n", "400 Bad Request" },
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
        { $"PUT {TokenPath} HTTP/1.0\r\n{TtlHeader}60\r\n\r\n", "400 Bad Request" },
        { Request("PUT", TokenPath, "Content-Length: 50000000"), "413 Payload Too Large" },
        { Request("GET", "/?" + s_long), "414 URI Too Long" },
        { Request("GET", "/", "X: " + s_long), "431 Request Header Fields Too Large" },
        { Request("GET", "/", [.. Enumerable.Range(0, 120).Select(static i => $"X{i}: y")]), "431 Request Header Fields Too Large" },
        { "GET / HTTP/2.0\r\nHost: a\r\n\r\n", "505 HTTP Version Not Supported" },
        { "GET / HTTP/1.2\r\nHost: a\r\n\r\n", "505 HTTP Version Not Supported" },
    };

    [Theory]
    [MemberData(nameof(Requests), DisableDiscoveryEnumeration = true)]
    public async Task Malformed_http_gets_an_empty_answer_without_server(string request, string status)
    {
        await using var imds = await StartAsync();
        var answer = await imds.ExchangeAsync(request);
        answer.ShouldBeExactly(
            "HTTP/1.1 " + status, [], ("Content-Length", "0"), ("Connection", "close"), ("Date", answer["Date"].ShouldNotBeNull()));
    }

    [Theory]
    [InlineData("latest", "CONNECT")]
    [InlineData("*", "OPTIONS")]
    public async Task A_target_without_a_slash_is_a_405_of_kestrel(string target, string allow)
    {
        await using var imds = await StartAsync();
        var answer = await imds.AskAsync("GET", target);
        answer.ShouldBeExactly(
            "HTTP/1.1 405 Method Not Allowed", [], ("Content-Length", "0"), ("Connection", "close"), ("Allow", allow), ("Date", answer["Date"]!));
    }

    [Fact]
    public async Task The_preface_of_http_2_ends_the_connection()
    {
        await using var imds = await StartAsync();
        using var connection = await imds.ConnectAsync();
        await connection.SendAsync("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
        (await connection.ReadToEndAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task Line_feeds_alone_end_lines_too()
    {
        await using var imds = await StartAsync();
        (await imds.ExchangeAsync($"\r\nGET {Leaf} HTTP/1.1\nHost: a\n\n")).Text.ShouldBe("t3.micro");
    }
}
