using System.Text;
using FakeImds.Ec2;
using static FakeImds.Tests.Service.LoopbackImds;

namespace FakeImds.Tests.Service;

/// <summary>How paths may be spelled, and which methods data paths take.</summary>
public sealed class PathTests
{
    [Theory]
    [InlineData("/latest/meta-data/instance-type/", "t3.micro")]
    [InlineData("/latest/meta-data/instance-type//", "t3.micro")]
    [InlineData("//latest/meta-data/instance-type", "t3.micro")]
    [InlineData("/latest//meta-data///instance-type", "t3.micro")]
    [InlineData("/latest/meta-data/instance-type?x=/latest/", "t3.micro")]
    [InlineData("/latest/meta-data/instance-type?", "t3.micro")]
    [InlineData("/latest/meta-data/instance-type/?a=b&c", "t3.micro")]
    [InlineData("/latest/meta-data/instance%2Dtype", "t3.micro")]
    [InlineData("/%6Catest/meta-data/instance-typ%65", "t3.micro")]
    [InlineData("/latest/meta-data/iam", "info\nsecurity-credentials/")]
    [InlineData("/latest/meta-data/iam/", "info\nsecurity-credentials/")]
    [InlineData("/latest/meta-data/iam?/x", "info\nsecurity-credentials/")]
    [InlineData("http://169.254.169.254/latest/meta-data/instance-type", "t3.micro")]
    [InlineData("http://example.com/latest/meta-data/iam/?x=y", "info\nsecurity-credentials/")]
    [InlineData("http://example.com?/latest/meta-data/iam/", null)]
    [InlineData("http://example.com", null)]
    [InlineData("//", null)]
    [InlineData("/?x", null)]
    public async Task These_spellings_name_an_entry(string target, string? body)
    {
        await using var imds = await StartAsync();
        var answer = await imds.AskAsync("GET", target);
        answer.Status.ShouldBe(200);
        answer.Text.ShouldBe(body ?? (await imds.AskAsync("GET", "/")).Text);
    }

    [Theory]
    [InlineData("/latest/meta-data/i")]
    [InlineData("/latest/meta-data/instance")]
    [InlineData("/latest/meta-data/instance-")]
    [InlineData("/latest/meta-data/instance-typ")]
    [InlineData("/latest/meta-data/instance-type-")]
    [InlineData("/latest/meta-data/ia/info")]
    [InlineData("/late")]
    [InlineData("/latest/meta-data/instance-type/x")]
    [InlineData("/latest/meta-data/Instance-Type")]
    [InlineData("/latest/META-DATA/")]
    [InlineData("/LATEST")]
    [InlineData("/latest/meta-data/iam%2Finfo")]
    [InlineData("/latest%2Fmeta-data")]
    [InlineData("/latest/meta-data/%")]
    [InlineData("/latest/meta-data/instance-type%")]
    [InlineData("/latest/meta-data/instance-type%2")]
    [InlineData("/latest/meta-data/%zz")]
    [InlineData("/latest/meta-data/%ff%fe")]
    [InlineData("/latest/meta-data/%25%32%64")]
    [InlineData("/latest/meta-data/instance%252Dtype")]
    [InlineData("/latest/meta-data/instance-type%20")]
    [InlineData("/latest/meta-data/./instance-type")]
    [InlineData("/latest/meta-data/iam/../instance-type")]
    [InlineData("/latest/meta-data/iam/%2e%2e/instance-type")]
    [InlineData("/../latest")]
    [InlineData("/latest/..")]
    [InlineData("/latest/meta-data/.")]
    [InlineData("/latest/meta-data/instance-type;x")]
    [InlineData("/latest/meta-data\\instance-type")]
    [InlineData("/latest/meta-data/*")]
    [InlineData("/1999-01-01/meta-data/")]
    [InlineData("/favicon.ico")]
    public async Task These_spellings_name_nothing(string target)
    {
        await using var imds = await StartAsync();
        var answer = await imds.AskAsync("GET", target);
        answer.Status.ShouldBe(404);
        answer.Body.ShouldBe(Answers.NotFoundPage);
    }

    [Fact]
    public async Task A_name_longer_than_any_other_names_nothing()
    {
        await using var imds = await StartAsync();
        foreach (var length in new[] { 511, 512, 513, 1000, 7000 })
        {
            (await imds.AskAsync("GET", "/latest/" + new string('a', length))).Status.ShouldBe(404);
        }

        foreach (var length in new[] { 170, 171, 172, 500, 2000 })
        {
            (await imds.AskAsync("GET", "/latest/" + new StringBuilder().Insert(0, "%e2%82%ac", length / 3))).Status.ShouldBe(404);
        }
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("PATCH")]
    [InlineData("OPTIONS")]
    [InlineData("TRACE")]
    [InlineData("get")]
    [InlineData("FOO")]
    [InlineData("PROPFIND")]
    public async Task Other_methods_on_data_paths_are_a_405_for_directory_leaf_and_nothing_alike(string method)
    {
        await using var imds = await StartAsync();
        foreach (var path in new[] { "/", "/latest", "/latest/meta-data", "/latest/meta-data/", Leaf, Leaf + "/", "/latest/user-data", "/latest/nothing" })
        {
            (await imds.AskAsync(method, path, "Content-Length: 0")).ShouldBeExactly(
                "HTTP/1.1 405 Not Allowed", [], Answers.Headers("text/plain", 0, ("Allow", "GET, HEAD")));
        }
    }

    [Fact]
    public async Task Targets_that_are_no_path_are_a_405()
    {
        await using var imds = await StartAsync();
        (await imds.AskAsync("OPTIONS", "*")).Status.ShouldBe(405);
        (await imds.ExchangeAsync("CONNECT 169.254.169.254:80 HTTP/1.1\r\nHost: 169.254.169.254:80\r\n\r\n")).Status.ShouldBe(405);
    }

    [Fact]
    public async Task Required_tokens_leave_an_unknown_spelling_no_listing()
    {
        await using var imds = await StartAsync(new MetadataOptions { HttpTokens = HttpTokens.Required });
        foreach (var target in new[] { "//", "/?", "/%", "/..", "/.", "/;", "/\\", "http://x", "http://x?y", "http://x/y://latest", "/latest/api", "/latest/api/" })
        {
            var answer = await imds.AskAsync("GET", target);
            answer.Status.ShouldBe(401, target);
            answer.Body.ShouldBeEmpty();
        }
    }
}
