namespace FakeImds.Control.Tests;

public sealed class EventTests
{
    [Fact]
    public async Task A_Spot_interruption_comes_at_once()
    {
        await using var host = await ControlHost.StartAsync();
        (await host.MetadataAsync("spot/instance-action")).ShouldBeNull();
        await host.MustAsync("POST", "fakeimds/events", """{ "Type": "spot-interruption" }""");
        (await host.MetadataAsync("spot/instance-action")).ShouldBe("""{"action": "terminate", "time": "2026-03-01T12:02:00Z"}""");
        (await host.MustAsync("GET", "fakeimds/instances/default"))["SpotInterruption"]!["Action"]!.GetValue<string>().ShouldBe("terminate");
        (await host.MustAsync("GET", "fakeimds/events"))["Events"]!.AsArray().ShouldBeEmpty();
        await host.MustAsync("POST", "fakeimds/events", """{ "Type": "withdraw" }""");
        (await host.MetadataAsync("spot/instance-action")).ShouldBeNull();
    }

    [Theory]
    [InlineData("""{ "Type": "rebalance-recommendation", "AfterSeconds": 90 }""", "events/recommendations/rebalance", """{"noticeTime":"2026-03-01T12:01:30Z"}""")]
    [InlineData("""{ "Type": "rebalance-recommendation", "At": "2026-03-01T12:01:30Z" }""", "events/recommendations/rebalance", """{"noticeTime":"2026-03-01T12:01:30Z"}""")]
    [InlineData("""{ "Type": "target-lifecycle-state", "State": "Terminated", "AfterSeconds": 90 }""", "autoscaling/target-lifecycle-state", "Terminated")]
    [InlineData("""{ "Type": "spot-interruption", "Action": "hibernate", "AfterSeconds": 90 }""", "spot/instance-action", """{"action": "hibernate", "time": "2026-03-01T12:01:30Z"}""")]
    public async Task An_event_comes_when_its_time_has_come(string body, string path, string text)
    {
        await using var host = await ControlHost.StartAsync();
        var pending = await host.MustAsync("POST", "fakeimds/events", body);
        await host.MustAsync("PUT", "fakeimds/clock", """{ "AdvanceSeconds": 89 }""");
        (await host.MetadataAsync(path)).ShouldBeNull();
        (await host.MustAsync("GET", "fakeimds/events"))["Events"]!.AsArray().Single()!["Id"]!.GetValue<string>().ShouldBe(pending["Id"]!.GetValue<string>());
        await host.MustAsync("PUT", "fakeimds/clock", """{ "AdvanceSeconds": 1 }""");
        (await host.MetadataAsync(path)).ShouldBe(text);
        (await host.MustAsync("GET", "fakeimds/events"))["Events"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task Maintenance_is_announced_and_completed()
    {
        await using var host = await ControlHost.StartAsync();
        var made = await host.MustAsync("POST", "fakeimds/events", """{ "Type": "maintenance", "Maintenance": { "Code": "instance-stop", "NotBefore": "2026-04-01T00:00:00Z" } }""");
        var id = made["Maintenance"]!["InstanceEventId"]!.GetValue<string>();
        (await host.MetadataAsync("events/maintenance/scheduled"))!.ShouldContain(id);
        await host.MustAsync("POST", "fakeimds/events", $$"""{ "Type": "maintenance", "Maintenance": { "InstanceEventId": "{{id}}", "Code": "instance-stop", "State": "completed" } }""");
        (await host.MetadataAsync("events/maintenance/scheduled")).ShouldBe("[]");
        (await host.MetadataAsync("events/maintenance/history"))!.ShouldContain("[Completed] The instance is scheduled for a stop");
    }

    [Fact]
    public async Task An_event_that_is_taken_back_does_not_come()
    {
        await using var host = await ControlHost.StartAsync();
        var id = (await host.MustAsync("POST", "fakeimds/events", """{ "Type": "spot-interruption", "AfterSeconds": 10 }"""))["Id"]!.GetValue<string>();
        await host.MustAsync("DELETE", $"fakeimds/events/{id}");
        await host.MustAsync("PUT", "fakeimds/clock", """{ "AdvanceSeconds": 60 }""");
        (await host.MetadataAsync("spot/instance-action")).ShouldBeNull();
        (await host.MustFailAsync("DELETE", $"fakeimds/events/{id}")).ShouldBe((404, $"there is no event '{id}' that is yet to happen; /fakeimds/events lists them"));
    }

    [Theory]
    [InlineData("""{ "Type": "spot-interuption" }""", "body:1:11: Type is 'spot-interuption'; spot-interruption, rebalance-recommendation, maintenance, target-lifecycle-state or withdraw is allowed; did you mean 'spot-interruption'?")]
    [InlineData("""{ "Action": "stop" }""", "body:1:1: the document has no Type; give it one")]
    [InlineData("""{ "Type": "rebalance-recommendation", "Action": "stop" }""", "body:1:39: an event of type rebalance-recommendation has no Action; leave it out")]
    [InlineData("""{ "Type": "withdraw", "AfterSeconds": 1, "At": "2026-03-01T12:00:00Z" }""", "body:1:1: the document has both At and AfterSeconds; one of them is allowed")]
    [InlineData("""{ "Type": "target-lifecycle-state" }""", "body:1:1: the document has no State; give it one")]
    public async Task A_wrong_event_is_told_in_one_line(string body, string message)
    {
        await using var host = await ControlHost.StartAsync();
        (await host.MustFailAsync("POST", "fakeimds/events", body)).ShouldBe((400, message));
        (await host.MustAsync("GET", "fakeimds/events"))["Events"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task An_event_of_an_unknown_instance_is_refused()
    {
        await using var host = await ControlHost.StartAsync();
        (await host.MustFailAsync("POST", "fakeimds/events", """{ "Type": "withdraw", "InstanceId": "i-0" }""")).Status.ShouldBe(404);
    }
}
