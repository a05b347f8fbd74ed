using static FakeImds.Tests.Service.LoopbackImds;

namespace FakeImds.Tests.Service;

/// <summary>Headers that mean something elsewhere and nothing here.</summary>
public sealed class RequestHeaderTests
{
    [Theory]
    [InlineData("Host: 169.254.169.254")]
    [InlineData("Host: [fd00:ec2::254]")]
    [InlineData("Host: rebound.example.com:8080")]
    [InlineData("Host:")]
    public async Task Any_host_is_served(string host)
    {
        await using var imds = await StartAsync(Required);
        var put = await imds.ExchangeAsync($"PUT {TokenPath} HTTP/1.1\r\n{host}\r\n{TtlHeader}60\r\n\r\n");
        put.Status.ShouldBe(200);
        (await imds.ExchangeAsync($"GET {Leaf} HTTP/1.1\r\n{host}\r\n{TokenHeader}{put.Text}\r\n\r\n")).Status.ShouldBe(200);
    }

    [Theory]
    [InlineData("Range: bytes=0-1")]
    [InlineData("Range: bytes=100-")]
    [InlineData("If-Range: Fri, 02 Jan 2026 03:04:05 GMT")]
    [InlineData("If-Modified-Since: Fri, 02 Jan 2026 03:04:05 GMT")]
    [InlineData("If-None-Match: *")]
    [InlineData("If-Match: \"x\"")]
    [InlineData("If-Unmodified-Since: Thu, 01 Jan 1970 00:00:00 GMT")]
    [InlineData("Accept-Encoding: gzip, deflate, br")]
    [InlineData("Accept-Encoding: identity;q=0")]
    [InlineData("Accept: application/json")]
    [InlineData("Accept-Charset: utf-16")]
    [InlineData("Authorization: Basic eDp5")]
    [InlineData("Origin: http://evil.example")]
    [InlineData("Cookie: a=b")]
    [InlineData("Expect: 100-continue")]
    [InlineData("Expect: something")]
    [InlineData("Connection: Upgrade\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__")]
    [InlineData("X-HTTP-Method-Override: PUT")]
    [InlineData("X-aws-ec2-metadata-token-ttl-seconds: 60")]
    public async Task Other_headers_do_not_change_an_answer(string header)
    {
        await using var imds = await StartAsync();
        var plain = await imds.AskAsync("GET", Leaf);
        (await imds.AskAsync("GET", Leaf, header)).ShouldBeExactly(plain.StatusLine, plain.Body, [.. plain.Headers]);
    }

    [Fact]
    public async Task The_token_header_may_have_any_case()
    {
        await using var imds = await StartAsync(Required);
        var token = await imds.TokenAsync();
        foreach (var name in new[] { "x-aws-ec2-metadata-token", "X-AWS-EC2-METADATA-TOKEN", "X-Aws-Ec2-Metadata-Token" })
        {
            (await imds.AskAsync("GET", Leaf, $"{name}: {token}")).Status.ShouldBe(200);
            (await imds.AskAsync("GET", Leaf, $"{name}:{token}")).Status.ShouldBe(200);
        }
    }
}
