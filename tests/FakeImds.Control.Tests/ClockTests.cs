using System.Globalization;

namespace FakeImds.Control.Tests;

public sealed class ClockTests
{
    [Fact]
    public async Task The_clock_is_advanced_and_tokens_end()
    {
        await using var host = await ControlHost.StartAsync();
        using var put = new HttpRequestMessage(HttpMethod.Put, "latest/api/token") { Headers = { { "X-aws-ec2-metadata-token-ttl-seconds", "60" } } };
        using var issued = await host.Metadata.SendAsync(put, TestContext.Current.CancellationToken);
        var token = await issued.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        (await AgeAsync()).ShouldBe(200);
        await host.MustAsync("PUT", "fakeimds/clock", """{ "AdvanceSeconds": 59.5 }""");
        (await AgeAsync()).ShouldBe(200);
        await host.MustAsync("PUT", "fakeimds/clock", """{ "AdvanceSeconds": 0.5 }""");
        (await AgeAsync()).ShouldBe(401);

        async Task<int> AgeAsync()
        {
            using var get = new HttpRequestMessage(HttpMethod.Get, "latest/meta-data/") { Headers = { { "X-aws-ec2-metadata-token", token } } };
            using var answer = await host.Metadata.SendAsync(get, TestContext.Current.CancellationToken);
            return (int)answer.StatusCode;
        }
    }

    [Fact]
    public async Task The_clock_is_set()
    {
        await using var host = await ControlHost.StartAsync();
        var clock = await host.MustAsync("PUT", "fakeimds/clock", """{ "Time": "2031-01-01T00:00:00Z" }""");
        DateTimeOffset.Parse(clock["Time"]!.GetValue<string>(), CultureInfo.InvariantCulture).ShouldBe(new DateTimeOffset(2031, 1, 1, 0, 0, 0, TimeSpan.Zero));
        using var answer = await host.Metadata.GetAsync(new Uri("latest/meta-data/", UriKind.Relative), TestContext.Current.CancellationToken);
        answer.Headers.Date.ShouldBe(new DateTimeOffset(2031, 1, 1, 0, 0, 0, TimeSpan.Zero));
        (await host.MustAsync("GET", "fakeimds/clock"))["IsAdjustable"]!.GetValue<bool>().ShouldBeTrue();
    }

    [Theory]
    [InlineData("{}", "body:1:1: the document has neither Time nor AdvanceSeconds; one of them is allowed")]
    [InlineData("""{ "Time": "2031-01-01T00:00:00Z", "AdvanceSeconds": 1 }""", "body:1:1: the document has both Time and AdvanceSeconds; one of them is allowed")]
    [InlineData("""{ "AdvanceSeconds": -1 }""", "body:1:21: AdvanceSeconds is -1; zero or more seconds are allowed")]
    [InlineData("""{ "Time": "tomorrow" }""", "body:1:11: Time is 'tomorrow'; a time such as 2026-01-31T09:30:00+00:00 is allowed")]
    [InlineData("""{ "Advance": 1 }""", "body:1:3: unknown member 'Advance'; allowed: Time, AdvanceSeconds")]
    [InlineData("""{ "Time": "1999-01-01T00:00:00Z" }""", "1999-01-01T00:00:00.0000000+00:00 is not allowed. The clock shows the years 2000 to 2199.")]
    [InlineData("", "PUT /fakeimds/clock needs a body of JSON")]
    [InlineData("[", "body:1:2: not JSON: Expected depth to be zero at the end of the JSON payload. There is an open JSON object or array that should be closed; JSON with comments and trailing commas is allowed")]
    public async Task A_wrong_time_is_told_in_one_line_and_changes_nothing(string body, string message)
    {
        await using var host = await ControlHost.StartAsync();
        (await host.MustFailAsync("PUT", "fakeimds/clock", body)).ShouldBe((400, message));
        host.Emulator.Account.TimeProvider.GetUtcNow().ShouldBe(ControlHost.Start);
    }

    [Fact]
    public async Task A_clock_that_can_not_be_set_says_so()
    {
        await using var host = await ControlHost.StartAsync(configure: static o => o.Account.TimeProvider = TimeProvider.System);
        (await host.MustFailAsync("PUT", "fakeimds/clock", """{ "AdvanceSeconds": 1 }""")).Status.ShouldBe(409);
        (await host.MustAsync("GET", "fakeimds/clock"))["IsAdjustable"]!.GetValue<bool>().ShouldBeFalse();
    }
}
