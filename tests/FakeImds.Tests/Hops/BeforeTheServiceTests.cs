using FakeImds.Hops;
using FakeImds.Tests.Service;
using static FakeImds.Tests.Service.LoopbackImds;

namespace FakeImds.Tests.Hops;

/// <summary>What a far client gets before its PUT is whole: it is not an answer to a PUT yet.</summary>
public sealed class BeforeTheServiceTests
{
    [Fact]
    public async Task A_100_continue_is_not_withheld()
    {
        var served = new TaskCompletionSource<int>();
        await using var imds = await StartAsync(configure: o =>
        {
            o.ClientHops.Add(ClientHops.Parse("127.0.0.1=2"));
            o.OnRequest = r => served.TrySetResult(r.Status);
        });
        using var connection = await imds.ConnectAsync();
        await connection.SendAsync(Request("PUT", TokenPath, TtlHeader + "60", "Expect: 100-continue", "Content-Length: 1"));
        (await connection.ReadAsync()).StatusLine.ShouldBe("HTTP/1.1 100 Continue");
        await connection.SendAsync("x");
        (await served.Task.WaitAsync(TestContext.Current.CancellationToken)).ShouldBe(0);
        imds.Time.Advance(TimeSpan.FromSeconds(60));
        (await connection.EndsWithResetAsync()).ShouldBeTrue();
    }

    [Fact]
    public async Task A_put_that_is_no_http_is_answered_at_any_distance()
    {
        await using var imds = await StartAsync(configure: static o => o.ClientHops.Add(ClientHops.Parse("127.0.0.1=2")));
        (await imds.AskAsync("PUT", TokenPath, "Content-Length: x")).Status.ShouldBe(400);
        (await imds.AskAsync("PUT", TokenPath, "Content-Length: 50000000")).Status.ShouldBe(413);
    }
}
