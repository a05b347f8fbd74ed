using System.Net;

namespace FakeImds.Control.Tests;

public sealed class FaultTests
{
    [Fact]
    public async Task A_fault_is_added_listed_and_ended()
    {
        await using var host = await ControlHost.StartAsync();
        var id = (await host.MustAsync("POST", "fakeimds/faults", """{ "Type": "status", "Status": 500, "Path": "meta-data/iam/*", "ForSeconds": 60 }"""))["Id"]!.GetValue<string>();
        (await StatusAsync(host, "latest/meta-data/iam/info")).ShouldBe(500);
        (await StatusAsync(host, "latest/meta-data/ami-id")).ShouldBe(200);
        (await host.MustAsync("GET", "fakeimds/faults"))["Faults"]!.AsArray().Single()!["Until"]!.GetValue<string>().ShouldBe("2026-03-01T12:01:00+00:00");
        await host.MustAsync("DELETE", $"fakeimds/faults/{id}");
        (await StatusAsync(host, "latest/meta-data/iam/info")).ShouldBe(200);
        (await host.MustFailAsync("DELETE", $"fakeimds/faults/{id}")).ShouldBe((404, $"there is no fault '{id}'; /fakeimds/faults lists them"));
    }

    [Fact]
    public async Task A_fault_follows_the_clock_and_all_are_ended_at_once()
    {
        await using var host = await ControlHost.StartAsync();
        await host.MustAsync("POST", "fakeimds/faults", """{ "Type": "missing-credentials", "AfterSeconds": 10, "ForSeconds": 10, "InstanceId": "default" }""");
        await host.MustAsync("POST", "fakeimds/faults", """{ "Type": "throttle", "Unit": "packets" }""");
        var path = "latest/meta-data/iam/security-credentials/" + await host.MetadataAsync("iam/security-credentials/");
        (await StatusAsync(host, path)).ShouldBe(200);
        await host.MustAsync("PUT", "fakeimds/clock", """{ "AdvanceSeconds": 10 }""");
        (await StatusAsync(host, path)).ShouldBe(404);
        await host.MustAsync("DELETE", "fakeimds/faults");
        (await StatusAsync(host, path)).ShouldBe(200);
        (await host.MustAsync("GET", "fakeimds/faults"))["Faults"]!.AsArray().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("""{ "Type": "drop" }""")]
    [InlineData("""{ "Type": "reset", "Method": "PUT", "Times": 3 }""")]
    [InlineData("""{ "Type": "latency", "Milliseconds": 250, "Path": "/latest/api/token" }""")]
    [InlineData("""{ "Type": "not-listening", "AfterSeconds": 5, "ForSeconds": 5 }""")]
    [InlineData("""{ "Type": "empty-role-list", "At": "2027-01-01T00:00:00Z", "Until": "2027-01-01T00:00:10Z" }""")]
    [InlineData("""{ "Type": "reject-fresh-token", "FreshSeconds": 2 }""")]
    [InlineData("""{ "Type": "throttle", "PerSecond": 10, "Unit": "requests", "Status": 503 }""")]
    public async Task Each_type_of_fault_can_be_given(string body)
    {
        await using var host = await ControlHost.StartAsync();
        var made = await host.MustAsync("POST", "fakeimds/faults", body);
        (await host.MustAsync("GET", "fakeimds/faults"))["Faults"]!.AsArray().Single()!.ToJsonString().ShouldBe(made.ToJsonString());
    }

    [Theory]
    [InlineData("""{ "Type": "latency" }""", "body:1:1: the document has no Milliseconds; give it one")]
    [InlineData("""{ "Type": "drop", "Status": 500 }""", "body:1:19: a fault of type drop has no Status; leave it out")]
    [InlineData("""{ "Type": "throttle" }""", "body:1:1: PerSecond is missing. It is 1 or more; without it CountsPackets is needed, for EC2's 1024.")]
    [InlineData("""{ "Type": "status", "Status": 200 }""", "body:1:31: Status is 200; a whole number from 400 to 599 is allowed")]
    [InlineData("""{ "Type": "status", "At": "2026-03-01T12:00:00Z", "Until": "2026-03-01T12:00:00Z" }""", "body:1:1: Until 03/01/2026 12:00:00 +00:00 is not allowed. It must be later than From.")]
    [InlineData("""{ "Type": "flood" }""", "body:1:11: Type is 'flood'; latency, drop, reset, status, not-listening, missing-credentials, empty-role-list, reject-fresh-token or throttle is allowed")]
    public async Task A_wrong_fault_is_told_in_one_line(string body, string message)
    {
        await using var host = await ControlHost.StartAsync();
        (await host.MustFailAsync("POST", "fakeimds/faults", body)).ShouldBe((400, message));
        (await host.MustAsync("GET", "fakeimds/faults"))["Faults"]!.AsArray().ShouldBeEmpty();
    }

    private static async Task<int> StatusAsync(ControlHost host, string path)
    {
        using var answer = await host.Metadata.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        return (int)answer.StatusCode;
    }
}
