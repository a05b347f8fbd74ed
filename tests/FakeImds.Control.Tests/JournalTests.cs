namespace FakeImds.Control.Tests;

public sealed class JournalTests
{
    [Fact]
    public async Task What_was_asked_is_told_and_forgotten()
    {
        await using var host = await ControlHost.StartAsync(configure: static o => o.JournalCapacity = 2);
        await host.MetadataAsync("ami-id");
        await host.MetadataAsync("nothing");
        await host.MetadataAsync("mac");
        var journal = await host.MustAsync("GET", "fakeimds/journal");
        (journal["Count"]!.GetValue<long>(), journal["Dropped"]!.GetValue<long>(), journal["Capacity"]!.GetValue<int>()).ShouldBe((3, 1, 2));
        journal["Requests"]!.AsArray().Select(static r => (r!["Path"]!.GetValue<string>(), r["Status"]!.GetValue<int>(), r["Version"]!.GetValue<string>(), r["Outcome"]!.GetValue<string>()))
            .ShouldBe([("/latest/meta-data/nothing", 404, "v1", "sent"), ("/latest/meta-data/mac", 200, "v1", "sent")]);
        await host.MustAsync("DELETE", "fakeimds/journal");
        (await host.MustAsync("GET", "fakeimds/journal"))["Requests"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task It_waits_for_requests()
    {
        await using var host = await ControlHost.StartAsync(configure: static o => o.JournalCapacity = 10);
        var waiting = host.MustAsync("GET", "fakeimds/journal?waitFor=2&timeoutSeconds=600");
        await host.MetadataAsync("ami-id");
        await host.MetadataAsync("mac");
        (await waiting)["Requests"]!.AsArray().Count.ShouldBe(2);
        (await host.MustFailAsync("GET", "fakeimds/journal?waitFor=3&timeoutSeconds=0")).ShouldBe((408, "there were 2 of 3 requests after 0 seconds"));
    }

    [Theory]
    [InlineData("waitFor=-1", "waitFor is '-1'; a whole number from 0 to 2147483647 is allowed")]
    [InlineData("waitFor=1&timeoutSeconds=601", "timeoutSeconds is '601'; a whole number from 0 to 600 is allowed")]
    [InlineData("timeoutSeconds=1", "timeoutSeconds is given without waitFor; leave it out, or say how many requests to wait for")]
    [InlineData("waitfor=1", "the parameter 'waitfor' is unknown; waitFor or timeoutSeconds is allowed; did you mean 'waitFor'?")]
    public async Task A_wrong_wait_is_told_in_one_line(string query, string message)
    {
        await using var host = await ControlHost.StartAsync(configure: static o => o.JournalCapacity = 10);
        (await host.MustFailAsync("GET", "fakeimds/journal?" + query)).ShouldBe((400, message));
    }

    [Fact]
    public async Task Without_a_journal_it_says_so()
    {
        await using var host = await ControlHost.StartAsync();
        (await host.MustFailAsync("GET", "fakeimds/journal")).Status.ShouldBe(409);
    }

    [Fact]
    public async Task What_a_fault_did_is_told()
    {
        await using var host = await ControlHost.StartAsync(configure: static o => o.JournalCapacity = 10);
        await host.MustAsync("POST", "fakeimds/faults", """{ "Type": "reset" }""");
        await Should.ThrowAsync<HttpRequestException>(host.MetadataAsync("ami-id"));
        var request = (await host.MustAsync("GET", "fakeimds/journal"))["Requests"]!.AsArray().Single()!;
        (request["Outcome"]!.GetValue<string>(), request["IsFaulted"]!.GetValue<bool>(), request["Status"]).ShouldBe(("faulted", true, null));
    }
}
