using FakeImds.Ec2;
using FakeImds.Hops;
using FakeImds.Journal;
using FakeImds.Tests.Hosting;
using FakeImds.Tests.Service;
using static FakeImds.Tests.Service.LoopbackImds;

namespace FakeImds.Tests.Journal;

public sealed class JournalTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void Without_a_capacity_there_is_no_journal_to_take_for_an_empty_one()
    {
        using var imds = new ImdsEmulator();
        Should.Throw<InvalidOperationException>(() => imds.Journal).Message.ShouldContain("JournalCapacity");
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1_000_001)]
    public void A_capacity_out_of_range_is_refused(int capacity) =>
        Should.Throw<ArgumentException>(() => new ImdsEmulator(new ImdsEmulatorOptions { JournalCapacity = capacity })).Message.ShouldContain($"JournalCapacity {capacity}");

    [Fact]
    public async Task It_tells_versions_and_the_least_hop_limit()
    {
        await using var imds = new ImdsEmulator(new ImdsEmulatorOptions { JournalCapacity = 100 });
        using var client = imds.CreateClient();
        imds.Journal.LeastHopLimit.ShouldBeNull();
        await client.ReadWithTokenAsync(Requests.InstanceId, await client.TokenAsync());
        imds.Journal.V1Requests.ShouldBeEmpty();
        imds.Journal.LeastHopLimit.ShouldBe(1);
        await client.ReadAsync(Requests.InstanceId);
        imds.Journal.V1Requests.ShouldHaveSingleItem().Path.ShouldBe("/" + Requests.InstanceId);
        imds.Journal.V2Requests.Select(static r => r.Method).ShouldBe(["PUT", "GET"]);
        imds.Journal.TokenRequests.ShouldHaveSingleItem().Token.ShouldBe(TokenState.None);
        imds.Journal.Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_request_from_afar_needs_a_limit_as_great()
    {
        await using var imds = new ImdsEmulator(new ImdsEmulatorOptions { JournalCapacity = 100, MetadataOptions = new MetadataOptions { HttpPutResponseHopLimit = 64 } });
        using var near = imds.CreateClient();
        using var far = imds.CreateClient(hops: 3);
        await near.TokenAsync();
        await far.TokenAsync();
        imds.Journal.LeastHopLimit.ShouldBe(3);
    }

    [Fact]
    public async Task Every_field_of_a_request_on_a_socket_is_kept()
    {
        await using var imds = await StartAsync(configure: static o => o.JournalCapacity = 10);
        await imds.AskAsync("GET", Leaf + "?q", "User-Agent: test/1", "X-Forwarded-For: 10.0.0.1");
        var request = imds.Emulator.Journal.Requests.ShouldHaveSingleItem();
        request.Time.ShouldBe(imds.Time.GetUtcNow());
        request.InstanceId.ShouldBe(imds.Instance.InstanceId);
        request.Client.ShouldBe(imds.Endpoint.Address);
        request.ClientPort.ShouldNotBeNull().ShouldBeGreaterThan(0);
        request.HopsAreDeclared.ShouldBeFalse();
        request.Path.ShouldBe(Leaf + "?q");
        request.UserAgent.ShouldBe("test/1");
        request.IsForwarded.ShouldBeTrue();
        request.IsOverIpv6.ShouldBeFalse();
        request.Status.ShouldBe(200);
        request.Process.ShouldBeNull();
    }

    [Fact]
    public async Task A_token_is_valid_or_expired_or_of_another_instance()
    {
        await using var imds = await StartAsync(configure: static o => o.JournalCapacity = 10);
        await using var other = await StartAsync();
        var token = await imds.TokenAsync(60);
        await imds.StatusAsync(token);
        imds.Time.Advance(TimeSpan.FromSeconds(60));
        await imds.StatusAsync(token);
        await imds.StatusAsync(await other.TokenAsync());
        imds.Emulator.Journal.Requests.Select(static r => (r.Token, r.Status)).ShouldBe(
            [(TokenState.None, 200), (TokenState.Valid, 200), (TokenState.Expired, 401), (TokenState.Invalid, 401)]);
        imds.Emulator.Journal.Refused.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Withheld_and_malformed_requests_are_in_it()
    {
        await using var imds = await StartAsync(configure: static o =>
        {
            o.JournalCapacity = 10;
            o.ClientHops.Add(ClientHops.Parse("127.0.0.0/8=2"));
        });
        using var waits = await imds.ConnectAsync();
        await waits.SendAsync(Request("PUT", TokenPath, TtlHeader + "60"));
        await imds.Emulator.Journal.WaitForAsync(1, Cancellation);
        await imds.ExchangeAsync("GET  HTTP/1.1 x\r\n\r\n");
        imds.Emulator.Journal.Requests.Select(static r => (r.Method, r.Outcome)).ShouldBe([("PUT", AnswerOutcome.Withheld), ("GET", AnswerOutcome.Sent)]);
        imds.Emulator.Journal.Unanswered.ShouldHaveSingleItem().HopsAreDeclared.ShouldBeTrue();
    }

    [Fact]
    public async Task The_IPv6_address_is_told_also_in_process()
    {
        await using var imds = new ImdsEmulator(new ImdsEmulatorOptions { JournalCapacity = 10, MetadataOptions = new MetadataOptions { HttpProtocolIpv6 = OptionState.Enabled } });
        using var client = imds.CreateClient();
        await client.ReadAsync("http://[fd00:ec2::254]/latest/meta-data/");
        await client.ReadAsync("http://169.254.169.254/latest/meta-data/");
        imds.Journal.Requests.Select(static r => r.IsOverIpv6).ShouldBe([true, false]);
    }

    [Fact]
    public async Task A_full_journal_keeps_the_newest_and_counts_the_others()
    {
        await using var imds = new ImdsEmulator(new ImdsEmulatorOptions { JournalCapacity = 3 });
        using var client = imds.CreateClient();
        for (var i = 0; i < 5; i++)
        {
            await client.ReadAsync($"latest/meta-data/?{i}");
        }

        imds.Journal.Requests.Select(static r => r.Path[^1]).ShouldBe(['2', '3', '4']);
        (imds.Journal.Count, imds.Journal.Dropped, imds.Journal.Capacity).ShouldBe((5, 2, 3));
        imds.Journal.Clear();
        imds.Journal.Requests.ShouldBeEmpty();
        (imds.Journal.Count, imds.Journal.Dropped).ShouldBe((0, 0));
    }

    [Fact]
    public async Task Waiting_ends_with_the_request_that_was_waited_for()
    {
        await using var imds = new ImdsEmulator(new ImdsEmulatorOptions { JournalCapacity = 10 });
        using var client = imds.CreateClient();
        var two = imds.Journal.WaitForAsync(2, Cancellation);
        var that = imds.Journal.WaitForAsync(static r => r.Path.EndsWith("?b", StringComparison.Ordinal), Cancellation);
        await client.ReadAsync("latest/meta-data/?a");
        two.IsCompleted.ShouldBeFalse();
        that.IsCompleted.ShouldBeFalse();
        await client.ReadAsync("latest/meta-data/?b");
        (await two).Count.ShouldBe(2);
        (await that).Path.ShouldBe("/latest/meta-data/?b");
        (await imds.Journal.WaitForAsync(static r => r.IsV1, Cancellation)).Path.ShouldBe("/latest/meta-data/?a");
    }

    [Fact]
    public async Task Waiting_ends_with_its_token_or_with_what_its_question_throws()
    {
        await using var imds = new ImdsEmulator(new ImdsEmulatorOptions { JournalCapacity = 10 });
        using var client = imds.CreateClient();
        using var stop = new CancellationTokenSource();
        var waits = imds.Journal.WaitForAsync(1, stop.Token);
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(waits);
        var throws = imds.Journal.WaitForAsync(static _ => throw new FormatException(), Cancellation);
        await client.ReadAsync(Requests.InstanceId);
        await Should.ThrowAsync<FormatException>(throws);
    }

    [Fact]
    public async Task Many_writers_and_readers_see_whole_requests_and_lose_only_what_is_counted()
    {
        const int Writers = 8, Each = 20_000, Capacity = 64;
        var journal = new ImdsJournal(Capacity);
        using var stop = new CancellationTokenSource();
        var reader = Task.Run(() =>
        {
            while (!stop.IsCancellationRequested)
            {
                foreach (var r in journal.Requests)
                {
                    r.Path.ShouldBe(r.InstanceId);
                    r.Status.ShouldBe(int.Parse(r.Path, System.Globalization.CultureInfo.InvariantCulture));
                }
            }
        }, Cancellation);
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(w => Task.Run(() =>
        {
            for (var i = 0; i < Each; i++)
            {
                var text = ((w * Each) + i).ToString(System.Globalization.CultureInfo.InvariantCulture);
                journal.Add(new ServedRequest { Time = default, InstanceId = text, Method = "GET", Path = text, Version = ImdsVersion.V1, Status = (w * Each) + i });
            }
        }, Cancellation)));
        await stop.CancelAsync();
        await reader;
        journal.Count.ShouldBe(Writers * Each);
        journal.Requests.Count.ShouldBeInRange(1, Capacity);
        journal.Dropped.ShouldBeGreaterThanOrEqualTo((Writers * Each) - Capacity);
    }
}
