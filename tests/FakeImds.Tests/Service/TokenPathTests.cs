using FakeImds.Categories;
using static FakeImds.Tests.Service.LoopbackImds;

namespace FakeImds.Tests.Service;

/// <summary>One spelling issues tokens. What the others answer.</summary>
public sealed class TokenPathTests
{
    public static TheoryData<string> Versions => [.. ServedVersions.Names.Where(static v => v != "latest"), "1999-01-01", "Latest"];

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Put_to_the_token_path_of_another_version_is_an_empty_403(string version)
    {
        await using var imds = await StartAsync();
        (await imds.AskAsync("PUT", $"/{version}/api/token", TtlHeader + "60")).ShouldBeExactly(
            "HTTP/1.1 403 Forbidden", [], Answers.Headers("text/plain", 0));
    }

    [Theory]
    [InlineData("/latest/api/token/")]
    [InlineData("/latest/api/token//")]
    [InlineData("/latest/api/token/?x=1")]
    public async Task Put_to_the_token_path_with_a_slash_at_the_end_is_an_empty_403(string path)
    {
        await using var imds = await StartAsync();
        (await imds.AskAsync("PUT", path, TtlHeader + "60")).ShouldBeExactly(
            "HTTP/1.1 403 Forbidden", [], Answers.Headers("text/plain", 0));
    }

    [Theory]
    [InlineData("/latest/api/token?x=1")]
    [InlineData("/latest/api/token?")]
    [InlineData("http://169.254.169.254/latest/api/token")]
    [InlineData("http://example.com:8080/latest/api/token?x=http://y/")]
    public async Task A_query_and_an_absolute_target_change_nothing(string target)
    {
        await using var imds = await StartAsync();
        (await imds.AskAsync("PUT", target, TtlHeader + "60")).Status.ShouldBe(200);
    }

    [Theory]
    [InlineData("//latest/api/token")]
    [InlineData("/latest//api/token")]
    [InlineData("/latest/api//token")]
    [InlineData("/latest/api/tok%65n")]
    [InlineData("/latest/api/../api/token")]
    [InlineData("/latest/api/Token")]
    [InlineData("/latest/API/token")]
    [InlineData("/api/token")]
    [InlineData("/latest/api")]
    [InlineData("/latest/api/toke")]
    [InlineData("/latest/api/tokens")]
    [InlineData("/latest/api/token/x")]
    [InlineData("/latest/meta-data/api/token")]
    [InlineData("/")]
    [InlineData(Leaf)]
    [InlineData("/latest/meta-data/")]
    public async Task Put_to_any_other_path_is_a_405(string path)
    {
        await using var imds = await StartAsync();
        (await imds.AskAsync("PUT", path, TtlHeader + "60")).ShouldBeExactly(
            "HTTP/1.1 405 Not Allowed", [], Answers.Headers("text/plain", 0, ("Allow", "GET, HEAD")));
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("HEAD")]
    [InlineData("POST")]
    [InlineData("DELETE")]
    [InlineData("PATCH")]
    [InlineData("TRACE")]
    [InlineData("put")]
    [InlineData("FOO")]
    public async Task Other_methods_on_the_token_path_are_a_405(string method)
    {
        await using var imds = await StartAsync();
        foreach (var path in new[] { TokenPath, TokenPath + "/", "/2021-03-23/api/token" })
        {
            (await imds.AskAsync(method, path, TtlHeader + "60", "Content-Length: 0")).ShouldBeExactly(
                "HTTP/1.1 405 Not Allowed", [], Answers.Headers("text/plain", 0, ("Allow", "OPTIONS, PUT")));
        }
    }

    [Fact]
    public async Task Api_is_not_listed_and_has_no_listing()
    {
        await using var imds = await StartAsync();
        (await imds.AskAsync("GET", "/latest")).Text.ShouldNotContain("api");
        (await imds.AskAsync("GET", "/latest/api")).Status.ShouldBe(404);
        (await imds.AskAsync("GET", "/latest/api/")).Status.ShouldBe(404);
    }
}
