using System.Collections.Immutable;
using FakeImds.Ec2;
using static FakeImds.Tests.Service.Answers;

namespace FakeImds.Tests.Service;

/// <summary>Each kind of answer, byte for byte, read from a socket. Only the order of the headers is the server's.</summary>
public sealed class AnswerBytesTests
{
    private const string Ok = "HTTP/1.1 200 OK";

    [Fact]
    public async Task A_token_comes_with_its_ttl_and_no_newline()
    {
        await using var imds = await LoopbackImds.StartAsync();
        var answer = await imds.PutAsync(LoopbackImds.TtlHeader + "21600");
        answer.ShouldBeExactly(Ok, answer.Body, Headers("text/plain", 56, (TtlName, "21600")));
        answer.Text.ShouldMatch("^AQAEA[A-Za-z0-9_-]{49}==\\z");
    }

    [Fact]
    public async Task A_leaf_comes_as_plain_text_without_newline()
    {
        await using var imds = await LoopbackImds.StartAsync();
        (await imds.AskAsync("GET", LoopbackImds.Leaf)).ShouldBeExactly(
            Ok, "t3.micro"u8.ToArray(), Headers("text/plain", 8, ("Accept-Ranges", "none"), ("Last-Modified", Now)));
    }

    [Fact]
    public async Task An_answer_to_a_valid_token_tells_the_seconds_it_has_left()
    {
        await using var imds = await LoopbackImds.StartAsync(LoopbackImds.Required);
        var token = await imds.TokenAsync(300);
        (await imds.AskAsync("GET", LoopbackImds.Leaf, LoopbackImds.TokenHeader + token)).ShouldBeExactly(
            Ok, "t3.micro"u8.ToArray(), Headers("text/plain", 8, ("Accept-Ranges", "none"), ("Last-Modified", Now), (TtlName, "300")));
    }

    [Theory]
    [InlineData("/latest", "dynamic\nmeta-data")]
    [InlineData("/latest/", "dynamic\nmeta-data")]
    [InlineData("/latest/meta-data/public-keys/", "0=fakeimds-key")]
    [InlineData("/latest/meta-data/iam", "info\nsecurity-credentials/")]
    public async Task A_listing_has_a_line_per_entry_and_no_newline_at_the_end(string path, string body)
    {
        await using var imds = await LoopbackImds.StartAsync();
        (await imds.AskAsync("GET", path)).ShouldBeExactly(
            Ok,
            System.Text.Encoding.ASCII.GetBytes(body),
            Headers("text/plain", body.Length, ("Accept-Ranges", "none"), ("Last-Modified", Now)));
    }

    [Fact]
    public async Task User_data_comes_as_an_octet_stream_byte_for_byte()
    {
        byte[] data = [0, 1, 2, 0xff, (byte)'\n', 0];
        await using var imds = await LoopbackImds.StartAsync(configure: o => o.Instance = d => d with { UserData = [.. data] });
        (await imds.AskAsync("GET", "/latest/user-data")).ShouldBeExactly(
            Ok, data, Headers("application/octet-stream", 6, ("Accept-Ranges", "none"), ("Last-Modified", Now)));
    }

    [Fact]
    public async Task An_empty_value_has_length_zero()
    {
        await using var imds = await LoopbackImds.StartAsync(
            new MetadataOptions { InstanceMetadataTags = OptionState.Enabled },
            o => o.Instance = d => d with { Tags = ImmutableSortedDictionary<string, string>.Empty.Add("empty", "") });
        (await imds.AskAsync("GET", "/latest/meta-data/tags/instance/empty")).ShouldBeExactly(
            Ok, [], Headers("text/plain", 0, ("Accept-Ranges", "none"), ("Last-Modified", Now)));
    }

    [Fact]
    public async Task Head_has_the_headers_of_get_and_no_body()
    {
        await using var imds = await LoopbackImds.StartAsync();
        var token = LoopbackImds.TokenHeader + await imds.TokenAsync(60);
        (await imds.AskAsync("HEAD", LoopbackImds.Leaf, token)).ShouldBeExactly(
            Ok, [], Headers("text/plain", 8, ("Accept-Ranges", "none"), ("Last-Modified", Now), (TtlName, "60")));
        (await imds.AskAsync("HEAD", "/latest/nothing", token)).ShouldBeExactly(
            "HTTP/1.1 404 Not Found", [], Headers("text/html", 339, (TtlName, "60")));
    }

    [Fact]
    public async Task Last_modified_is_when_the_instance_was_launched_and_date_is_now()
    {
        await using var imds = await LoopbackImds.StartAsync();
        imds.Time.Advance(TimeSpan.FromMinutes(1));
        var answer = await imds.AskAsync("GET", LoopbackImds.Leaf);
        answer["Last-Modified"].ShouldBe(Now);
        answer["Date"].ShouldBe("Fri, 02 Jan 2026 03:05:05 GMT");
    }

    [Fact]
    public async Task A_401_is_empty()
    {
        await using var imds = await LoopbackImds.StartAsync(LoopbackImds.Required);
        (await imds.AskAsync("GET", LoopbackImds.Leaf)).ShouldBeExactly("HTTP/1.1 401 Unauthorized", [], Headers("text/plain", 0));
    }

    [Fact]
    public async Task A_404_is_a_page_of_339_bytes()
    {
        await using var imds = await LoopbackImds.StartAsync();
        (await imds.AskAsync("GET", "/latest/meta-data/nothing")).ShouldBeExactly(
            "HTTP/1.1 404 Not Found", NotFoundPage, Headers("text/html", 339));
        (await imds.AskAsync("GET", "/latest/meta-data/nothing", LoopbackImds.TokenHeader + await imds.TokenAsync(60))).ShouldBeExactly(
            "HTTP/1.1 404 Not Found", NotFoundPage, Headers("text/html", 339, (TtlName, "60")));
    }

    [Theory]
    [InlineData("GET", LoopbackImds.Leaf)]
    [InlineData("PUT", LoopbackImds.TokenPath)]
    [InlineData("POST", LoopbackImds.Leaf)]
    [InlineData("OPTIONS", LoopbackImds.TokenPath)]
    [InlineData("DELETE", "/latest/nothing")]
    public async Task A_disabled_endpoint_answers_a_403_page_to_every_method(string method, string path)
    {
        await using var imds = await LoopbackImds.StartAsync(LoopbackImds.Disabled);
        (await imds.AskAsync(method, path, LoopbackImds.TtlHeader + "60", "X-Forwarded-For: 10.0.0.1")).ShouldBeExactly(
            "HTTP/1.1 403 Forbidden", ForbiddenPage, Headers("text/html", 339));
    }

    [Fact]
    public async Task A_disabled_endpoint_answers_head_with_the_length_of_the_page()
    {
        await using var imds = await LoopbackImds.StartAsync(LoopbackImds.Disabled);
        (await imds.AskAsync("HEAD", LoopbackImds.Leaf)).ShouldBeExactly("HTTP/1.1 403 Forbidden", [], Headers("text/html", 339));
    }

    [Fact]
    public async Task A_forbidden_token_request_gets_an_empty_403()
    {
        await using var imds = await LoopbackImds.StartAsync();
        (await imds.PutAsync(LoopbackImds.TtlHeader + "60", "X-Forwarded-For: 10.0.0.1")).ShouldBeExactly(
            "HTTP/1.1 403 Forbidden", [], Headers("text/plain", 0));
    }

    [Fact]
    public async Task A_405_on_the_token_path_allows_options_and_put()
    {
        await using var imds = await LoopbackImds.StartAsync();
        (await imds.AskAsync("GET", LoopbackImds.TokenPath)).ShouldBeExactly(
            "HTTP/1.1 405 Not Allowed", [], Headers("text/plain", 0, ("Allow", "OPTIONS, PUT")));
    }

    [Fact]
    public async Task A_405_on_a_data_path_allows_get_and_head()
    {
        await using var imds = await LoopbackImds.StartAsync();
        (await imds.AskAsync("POST", LoopbackImds.Leaf)).ShouldBeExactly(
            "HTTP/1.1 405 Not Allowed", [], Headers("text/plain", 0, ("Allow", "GET, HEAD")));
    }

    [Fact]
    public async Task Options_on_the_token_path_answers_what_is_allowed()
    {
        await using var imds = await LoopbackImds.StartAsync();
        (await imds.AskAsync("OPTIONS", LoopbackImds.TokenPath)).ShouldBeExactly(Ok, [], Headers("text/plain", 0, ("Allow", "OPTIONS, PUT")));
    }

    [Fact]
    public async Task A_put_without_ttl_gets_an_empty_400()
    {
        await using var imds = await LoopbackImds.StartAsync();
        (await imds.PutAsync()).ShouldBeExactly("HTTP/1.1 400 Bad Request", [], Headers("text/plain", 0));
    }
}
