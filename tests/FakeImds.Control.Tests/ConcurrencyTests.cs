using System.Net;
using System.Text.Json.Nodes;

namespace FakeImds.Control.Tests;

public sealed class ConcurrencyTests
{
    [Fact]
    public async Task Sixty_four_clients_change_events_while_sixty_four_read_and_nothing_is_lost_or_mixed()
    {
        const int clients = 64;
        const int rounds = 8;
        await using var host = await ControlHost.StartAsync();
        host.Http.DefaultRequestVersion = HttpVersion.Version11;
        using var done = new CancellationTokenSource();
        var readers = Enumerable.Range(0, clients).Select(async _ =>
        {
            var reads = 0;
            while (reads == 0 || !done.IsCancellationRequested)
            {
                // A notice has the action and the time of one change: the action tells how long the notice is.
                if (await host.MetadataAsync("spot/instance-action") is { } text)
                {
                    var notice = JsonNode.Parse(text)!;
                    notice["time"]!.GetValue<string>().ShouldBe(notice["action"]!.GetValue<string>() is "stop" ? "2026-03-01T12:01:00Z" : "2026-03-01T12:05:00Z");
                }

                reads++;
            }
        }).ToArray();
        await Task.WhenAll(Enumerable.Range(0, clients).Select(async client =>
        {
            for (var i = 0; i < rounds; i++)
            {
                await host.MustAsync("POST", "fakeimds/events", client % 2 == 0
                    ? """{ "Type": "spot-interruption", "Action": "stop", "NoticeSeconds": 60 }"""
                    : """{ "Type": "spot-interruption", "Action": "terminate", "NoticeSeconds": 300 }""");
                await host.MustAsync("POST", "fakeimds/events", $$"""{ "Type": "maintenance", "Maintenance": { "InstanceEventId": "event-{{client}}-{{i}}" }, "AfterSeconds": {{i % 2}} }""");
            }
        }));
        await done.CancelAsync();
        await Task.WhenAll(readers);

        (await host.MustAsync("GET", "fakeimds/events"))["Events"]!.AsArray().Count.ShouldBe(clients * rounds / 2);
        await host.MustAsync("PUT", "fakeimds/clock", """{ "AdvanceSeconds": 1 }""");
        (await host.MustAsync("GET", "fakeimds/instances/default"))["ScheduledEvents"]!.AsArray()
            .Select(static e => e!["InstanceEventId"]!.GetValue<string>()).Order()
            .ShouldBe(Enumerable.Range(0, clients).SelectMany(static c => Enumerable.Range(0, rounds).Select(i => $"event-{c}-{i}")).Order());
    }
}
