using FakeImds.Hops;
using FakeImds.Tests.Service;
using static FakeImds.Tests.Service.LoopbackImds;

namespace FakeImds.Tests.Hops;

/// <summary>What a far client gets before its PUT is whole: nothing.</summary>
public sealed class BeforeTheServiceTests
{
    [Fact]
    public async Task A_100_continue_is_withheld_too()
    {
        var served = new TaskCompletionSource<int>();
        await using var imds = await StartAsync(configure: o =>
        {
            o.ClientHops.Add(ClientHops.Parse("127.0.0.1=2"));
            o.OnRequest = r => served.TrySetResult(r.Status);
        });
        using var connection = await imds.ConnectAsync();
        await connection.SendAsync(Request("PUT", TokenPath, TtlHeader + "60", "Expect: 100-continue", "Content-Length: 1"));
        (await served.Task.WaitAsync(TestContext.Current.CancellationToken)).ShouldBe(0);
        imds.Time.Advance(TimeSpan.FromSeconds(60));
        (await connection.EndsWithResetAsync()).ShouldBeTrue();
    }
}
