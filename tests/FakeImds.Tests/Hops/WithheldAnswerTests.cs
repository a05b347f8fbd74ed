using System.Net;
using System.Threading.Channels;
using FakeImds.Ec2;
using FakeImds.Hops;
using FakeImds.Journal;
using FakeImds.Tests.Service;
using static FakeImds.Tests.Service.LoopbackImds;

namespace FakeImds.Tests.Hops;

/// <summary>Declared distances: an answer to a PUT that would die on the way is withheld.</summary>
public sealed class WithheldAnswerTests
{
    private static readonly IPEndPoint s_elsewhere = new(IPAddress.Parse("127.0.0.2"), 0);
    private readonly Channel<ServedRequest> _served = Channel.CreateUnbounded<ServedRequest>();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, true)]
    [InlineData(64, true)]
    public async Task A_client_two_hops_away_is_served_from_a_limit_of_two(int limit, bool isServed)
    {
        await using var imds = await StartFarAsync(new MetadataOptions { HttpPutResponseHopLimit = limit });
        using var connection = await imds.ConnectAsync();
        await connection.SendAsync(Request("PUT", TokenPath, TtlHeader + "60"));
        var served = await _served.Reader.ReadAsync(Cancellation);
        served.Hops.ShouldBe(2);
        served.Status.ShouldBe(isServed ? 200 : 0);
        if (isServed)
        {
            (await connection.ReadToEndAsync())!.Status.ShouldBe(200);
        }
    }

    [Fact]
    public async Task A_withheld_answer_ends_in_a_reset_after_the_bounded_time()
    {
        await using var imds = await StartFarAsync();
        using var connection = await imds.ConnectAsync();
        await connection.SendAsync(Request("PUT", TokenPath, TtlHeader + "60"));
        await WithheldAsync();
        imds.Time.Advance(TimeSpan.FromSeconds(60) - TimeSpan.FromMilliseconds(1));
        (await imds.AskAsync("GET", Leaf)).Status.ShouldBe(200);
        connection.HasBytes.ShouldBeFalse();
        imds.Time.Advance(TimeSpan.FromMilliseconds(1));
        (await connection.EndsWithResetAsync()).ShouldBeTrue();
    }

    [Fact]
    public async Task A_withheld_answer_ends_when_the_client_goes_away()
    {
        var timers = new CountedTimers();
        await using var imds = await StartFarAsync(configure: o => o.Account.TimeProvider = timers);
        using (var connection = await imds.ConnectAsync())
        {
            await connection.SendAsync(Request("PUT", TokenPath, TtlHeader + "60"));
            await WithheldAsync();
            timers.Running.ShouldBe(1);
        }

        await timers.None;
    }

    [Fact]
    public async Task In_process_a_withheld_answer_ends_with_the_clock_or_the_client()
    {
        await using var imds = await StartFarAsync();
        using var client = imds.Emulator.CreateClient(hops: 2);
        var waiting = client.PutTokenAsync(cancellation: Cancellation);
        await WithheldAsync();
        waiting.IsCompleted.ShouldBeFalse();
        imds.Time.Advance(TimeSpan.FromSeconds(60));
        await Should.ThrowAsync<Exception>(waiting);

        using var gone = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        waiting = client.PutTokenAsync(cancellation: gone.Token);
        await WithheldAsync();
        await gone.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(waiting);
    }

    [Theory]
    [InlineData(TokenPath, "X: y")]
    [InlineData(TokenPath, TtlHeader + "0")]
    [InlineData(TokenPath, "X-Forwarded-For: 10.0.0.1")]
    [InlineData(TokenPath + "/", TtlHeader + "60")]
    [InlineData("/2021-03-23/api/token", TtlHeader + "60")]
    [InlineData(Leaf, TtlHeader + "60")]
    [InlineData(TokenPath, TtlHeader + "60", true)]
    public async Task Every_answer_to_a_put_is_withheld(string path, string header, bool isDisabled = false)
    {
        await using var imds = await StartFarAsync(isDisabled ? Disabled : null);
        using var connection = await imds.ConnectAsync();
        await connection.SendAsync(Request("PUT", path, header));
        await WithheldAsync();
        imds.Time.Advance(TimeSpan.FromSeconds(60));
        (await connection.EndsWithResetAsync()).ShouldBeTrue();
    }

    [Theory]
    [InlineData("GET", Leaf, 401)]
    [InlineData("HEAD", Leaf, 401)]
    [InlineData("GET", TokenPath, 405)]
    [InlineData("OPTIONS", TokenPath, 200)]
    [InlineData("POST", TokenPath, 405)]
    [InlineData("DELETE", Leaf, 405)]
    public async Task No_answer_to_another_method_is_withheld(string method, string path, int status)
    {
        await using var imds = await StartFarAsync(Required);
        (await imds.AskAsync(method, path, "Content-Length: 0")).Status.ShouldBe(status);
    }

    [Fact]
    public async Task A_far_client_reads_with_a_token_that_was_issued_nearby()
    {
        await using var imds = await StartFarAsync(Required);
        (await imds.StatusAsync(await imds.Emulator.TokenInProcessAsync())).ShouldBe(200);
    }

    [Fact]
    public async Task A_thousand_withheld_answers_starve_nobody()
    {
        const int Many = 1_000;
        var timers = new CountedTimers();
        await using var imds = await StartFarAsync(Required, o => o.Account.TimeProvider = timers);
        var waiting = new List<RawConnection>();
        for (var i = 0; i < Many; i++)
        {
            waiting.Add(await imds.ConnectAsync());
            await waiting[i].SendAsync(Request("PUT", TokenPath, TtlHeader + "60"));
        }

        for (var i = 0; i < Many; i++)
        {
            await WithheldAsync();
        }

        timers.Running.ShouldBe(Many);
        using var near = await RawConnection.OpenAsync(imds.Endpoint, static s => s.Bind(s_elsewhere));
        await near.SendAsync(Request("PUT", TokenPath, TtlHeader + "60"));
        var token = (await near.ReadToEndAsync())!.Text;
        (await imds.StatusAsync(token)).ShouldBe(200);
        waiting.ShouldAllBe(static c => !c.HasBytes);
        waiting.ForEach(static c => c.Dispose());
        await timers.None;
    }

    [Fact]
    public async Task Closing_the_emulator_ends_withheld_answers()
    {
        var imds = await StartFarAsync();
        using var connection = await imds.ConnectAsync();
        await connection.SendAsync(Request("PUT", TokenPath, TtlHeader + "60"));
        await WithheldAsync();
        await imds.DisposeAsync();
        (await connection.ReadToEndAsync()).ShouldBeNull();
    }

    private async Task WithheldAsync()
    {
        ServedRequest served;
        do
        {
            served = await _served.Reader.ReadAsync(Cancellation);
        }
        while (served.Method != "PUT");
        served.Status.ShouldBe(0);
    }

    private Task<LoopbackImds> StartFarAsync(MetadataOptions? options = null, Action<ImdsEmulatorOptions>? configure = null) => StartAsync(options, o =>
    {
        o.ClientHops.Add(ClientHops.Parse("127.0.0.1=2"));
        o.OnRequest = r => _served.Writer.TryWrite(r);
        configure?.Invoke(o);
    });
}
