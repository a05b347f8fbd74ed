using FakeImds.Ec2;
using static FakeImds.Tests.Service.LoopbackImds;

namespace FakeImds.Tests.Service;

/// <summary>The gates in their order: endpoint, forwarded, route and method, token. A request is named by all that is wrong with it.</summary>
public sealed class GateTests
{
    private const string Forwarded = "X-Forwarded-For: 10.0.0.1";

    [Fact]
    public async Task A_disabled_endpoint_comes_before_every_other_gate()
    {
        await using var imds = await StartAsync(new MetadataOptions { HttpEndpoint = OptionState.Disabled, HttpTokens = HttpTokens.Required });
        foreach (var (method, path) in new[] { ("GET", Leaf), ("PUT", TokenPath), ("PUT", "/2021-03-23/api/token"), ("POST", TokenPath), ("FOO", "/nothing") })
        {
            var answer = await imds.AskAsync(method, path, Forwarded, TokenHeader + "bad");
            answer.Status.ShouldBe(403);
            answer.Body.ShouldBe(Answers.ForbiddenPage);
        }
    }

    [Theory]
    [InlineData("PUT", TokenPath)]
    [InlineData("PUT", Leaf)]
    [InlineData("PUT", "/2021-03-23/api/token")]
    public async Task Forwarded_comes_before_route_and_ttl(string method, string path)
    {
        await using var imds = await StartAsync();
        var answer = await imds.AskAsync(method, path, Forwarded);
        answer.Status.ShouldBe(403);
        answer.Body.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("GET", TokenPath)]
    [InlineData("HEAD", TokenPath)]
    [InlineData("POST", Leaf)]
    [InlineData("DELETE", "/")]
    public async Task Route_and_method_come_before_the_token(string method, string path)
    {
        await using var imds = await StartAsync(Required);
        (await imds.AskAsync(method, path)).Status.ShouldBe(405);
        (await imds.AskAsync(method, path, TokenHeader + "bad")).Status.ShouldBe(405);
    }

    [Theory]
    [InlineData(Leaf)]
    [InlineData("/latest/nothing")]
    [InlineData("/1999-01-01")]
    public async Task The_token_comes_before_the_path(string path)
    {
        await using var imds = await StartAsync(Required);
        (await imds.AskAsync("GET", path)).Status.ShouldBe(401);
        (await imds.AskAsync("GET", path, TokenHeader + "bad")).Status.ShouldBe(401);
    }

    public static TheoryData<string, bool, string, int> ForwardedMatrix
    {
        get
        {
            var data = new TheoryData<string, bool, string, int>();
            foreach (var header in new[] { Forwarded, "x-forwarded-for: fd00::1, 10.0.0.1", "X-Forwarded-For:", "X-Forwarded-For: 10.0.0.1\r\nX-Forwarded-For: 10.0.0.2" })
            {
                foreach (var required in new[] { false, true })
                {
                    data.Add(header, required, "PUT", 403);
                    data.Add(header, required, "GET with a token", 403);
                    data.Add(header, required, "HEAD with a token", 403);
                    data.Add(header, required, "GET with a bad token", 403);
                    data.Add(header, required, "GET", required ? 401 : 200);
                    data.Add(header, required, "HEAD", required ? 401 : 200);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(ForwardedMatrix))]
    public async Task A_forwarded_request_gets_nothing_but_version_1(string header, bool required, string request, int status)
    {
        await using var imds = await StartAsync(required ? Required : Optional);
        var token = await imds.TokenAsync();
        var method = request.Split(' ')[0];
        var answer = request switch
        {
            "PUT" => await imds.PutAsync(TtlHeader + "60", header),
            _ when request.EndsWith("a token", StringComparison.Ordinal) => await imds.AskAsync(method, Leaf, header, TokenHeader + token),
            _ when request.EndsWith("a bad token", StringComparison.Ordinal) => await imds.AskAsync(method, Leaf, header, TokenHeader + "bad"),
            _ => await imds.AskAsync(method, Leaf, header),
        };
        answer.Status.ShouldBe(status);
        (status == 403 && answer.Body.Length > 0).ShouldBeFalse();
    }

    [Theory]
    [InlineData("Forwarded: for=10.0.0.1")]
    [InlineData("X-Forwarded-Host: example.com")]
    [InlineData("X-Real-IP: 10.0.0.1")]
    [InlineData("Via: 1.1 proxy")]
    public async Task Other_headers_of_proxies_mean_nothing(string header)
    {
        await using var imds = await StartAsync(Required);
        var put = await imds.PutAsync(TtlHeader + "60", header);
        put.Status.ShouldBe(200);
        (await imds.AskAsync("GET", Leaf, header, TokenHeader + put.Text)).Status.ShouldBe(200);
    }
}
