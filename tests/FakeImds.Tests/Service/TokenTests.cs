using System.Collections.Concurrent;
using FakeImds.Service;

namespace FakeImds.Tests.Service;

/// <summary>How tokens are asked for and how long they live.</summary>
public sealed class TokenTests
{
    [Theory]
    [InlineData("1", 1)]
    [InlineData("60", 60)]
    [InlineData("21600", 21600)]
    [InlineData("  60\t", 60)]
    [InlineData("0060", 60)]
    public async Task A_ttl_of_1_to_21600_seconds_is_granted_and_echoed(string asked, int granted)
    {
        await using var imds = await LoopbackImds.StartAsync();
        var answer = await imds.PutAsync(LoopbackImds.TtlHeader + asked);
        answer.Status.ShouldBe(200);
        answer[Answers.TtlName].ShouldBe($"{granted}");
    }

    [Theory]
    [InlineData("x-aws-ec2-metadata-token-ttl-seconds")]
    [InlineData("X-AWS-EC2-METADATA-TOKEN-TTL-SECONDS")]
    public async Task The_ttl_header_may_have_any_case(string name)
    {
        await using var imds = await LoopbackImds.StartAsync();
        (await imds.PutAsync(name + ": 60")).Status.ShouldBe(200);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("21601")]
    [InlineData("-1")]
    [InlineData("+60")]
    [InlineData("1.5")]
    [InlineData("60.0")]
    [InlineData("6e1")]
    [InlineData("0x3c")]
    [InlineData("1,000")]
    [InlineData("60 60")]
    [InlineData("60s")]
    [InlineData("abc")]
    [InlineData("")]
    [InlineData("2147483648")]
    [InlineData("4294967356")]
    [InlineData("18446744073709551676")]
    [InlineData("99999999999999999999999999999999999999999999")]
    public async Task Any_other_ttl_is_a_400(string asked)
    {
        await using var imds = await LoopbackImds.StartAsync();
        (await imds.PutAsync(LoopbackImds.TtlHeader + asked)).Status.ShouldBe(400);
    }

    [Theory]
    [InlineData("60", "60")]
    [InlineData("60", "61")]
    [InlineData("60", "")]
    public async Task Two_ttl_headers_are_a_400(string first, string second)
    {
        await using var imds = await LoopbackImds.StartAsync();
        (await imds.PutAsync(LoopbackImds.TtlHeader + first, LoopbackImds.TtlHeader + second)).Status.ShouldBe(400);
    }

    [Fact]
    public async Task A_put_that_carries_a_token_gets_a_new_one_whatever_it_carries()
    {
        await using var imds = await LoopbackImds.StartAsync(LoopbackImds.Required);
        (await imds.PutAsync(LoopbackImds.TtlHeader + "60", LoopbackImds.TokenHeader + "stale")).Status.ShouldBe(200);
    }

    [Theory]
    [InlineData(LoopbackImds.Leaf, 200)]
    [InlineData("/latest/nothing", 404)]
    public async Task The_ttl_counts_down_in_whole_seconds_until_the_token_expires(string path, int status)
    {
        await using var imds = await LoopbackImds.StartAsync();
        var token = LoopbackImds.TokenHeader + await imds.TokenAsync(3);
        foreach (var (milliseconds, left) in new[] { (0, "3"), (1, "3"), (998, "3"), (1, "2"), (999, "2"), (1, "1"), (999, "1") })
        {
            imds.Time.Advance(TimeSpan.FromMilliseconds(milliseconds));
            var answer = await imds.AskAsync("GET", path, token);
            answer.Status.ShouldBe(status);
            answer[Answers.TtlName].ShouldBe(left);
        }

        imds.Time.Advance(TimeSpan.FromMilliseconds(1));
        var expired = await imds.AskAsync("GET", path, token);
        expired.Status.ShouldBe(401);
        expired[Answers.TtlName].ShouldBeNull();
    }

    [Fact]
    public async Task A_clock_set_back_shows_no_more_seconds_than_the_token_had()
    {
        await using var imds = await LoopbackImds.StartAsync();
        var token = LoopbackImds.TokenHeader + await imds.TokenAsync(60);
        var issued = imds.Time.GetUtcNow();
        foreach (var (clock, left) in new[] { (-1, "60"), (-3600, "60"), (-3600 * 24 * 365, "60"), (59, "1") })
        {
            imds.Time.AdjustTime(issued.AddSeconds(clock));
            (await imds.AskAsync("GET", LoopbackImds.Leaf, token))[Answers.TtlName].ShouldBe(left);
        }

        imds.Time.AdjustTime(issued.AddSeconds(60));
        (await imds.AskAsync("GET", LoopbackImds.Leaf, token)).Status.ShouldBe(401);
    }

    [Fact]
    public async Task A_new_token_leaves_the_older_ones_valid()
    {
        await using var imds = await LoopbackImds.StartAsync(LoopbackImds.Required);
        var tokens = new List<string>();
        for (var i = 0; i < 50; i++)
        {
            tokens.Add(await imds.TokenAsync());
        }

        tokens.ShouldBeUnique();
        foreach (var token in tokens)
        {
            (await imds.StatusAsync(token)).ShouldBe(200);
        }
    }

    [Fact]
    public void Tokens_issued_in_parallel_are_unique()
    {
        var authority = new SessionToken("an instance"u8);
        var issued = new ConcurrentDictionary<string, bool>();
        Parallel.For(0, 100_000, _ => issued.TryAdd(Issue(authority, 1_000), true).ShouldBeTrue());
        issued.Keys.Count(t => authority.TryRead(t, 1, out var expires) && expires == 1_000).ShouldBe(100_000);
    }

    [Fact]
    public void Tokens_look_random_behind_their_prefix()
    {
        var authority = new SessionToken("an instance"u8);
        var tokens = Enumerable.Range(0, 2_000).Select(_ => Issue(authority, 1_000)).ToArray();
        for (var at = 6; at < 53; at++)
        {
            tokens.Select(t => t[at]).Distinct().Count().ShouldBe(64, $"characters at {at}");
        }
    }

    internal static string Issue(SessionToken authority, long expires)
    {
        Span<byte> token = stackalloc byte[SessionToken.Length];
        authority.Issue(expires, boot: 1, token);
        return System.Text.Encoding.ASCII.GetString(token);
    }
}
