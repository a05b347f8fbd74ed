using System.Net;
using FakeImds.Ec2;
using FakeImds.Faults;
using FakeImds.Journal;

namespace FakeImds.Tests.Faults;

public sealed class FaultTests : IDisposable
{
    private const string Credentials = "latest/meta-data/iam/security-credentials/";

    private readonly NotedTimers _time = new();
    private readonly ImdsEmulator _emulator;
    private readonly HttpClient _client;

    public FaultTests()
    {
        _emulator = new ImdsEmulator(new ImdsEmulatorOptions { Account = new Ec2AccountOptions { TimeProvider = _time }, JournalCapacity = 100 });
        _client = _emulator.CreateClient();
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _client.Dispose();
        _emulator.Dispose();
    }

    [Fact]
    public async Task A_late_answer_comes_when_its_time_has_come()
    {
        _emulator.Faults.Add(new Fault { Type = FaultType.Latency, Latency = TimeSpan.FromSeconds(10), Path = "meta-data/*" });
        (await StatusAsync("latest/dynamic/")).ShouldBe(200);
        var late = StatusAsync("latest/meta-data/");
        (await _time.NextWaitAsync()).ShouldBe(TimeSpan.FromSeconds(10));
        late.IsCompleted.ShouldBeFalse();
        _time.Advance(TimeSpan.FromSeconds(10));
        (await late).ShouldBe(200);
    }

    [Fact]
    public async Task A_dropped_request_is_heard_and_not_answered()
    {
        _emulator.Faults.Add(new Fault { Type = FaultType.Drop, Times = 1 });
        var dropped = StatusAsync("latest/meta-data/");
        (await _time.NextWaitAsync()).ShouldBe(TimeSpan.FromSeconds(60));
        dropped.IsCompleted.ShouldBeFalse();
        _time.Advance(TimeSpan.FromSeconds(60));
        await Should.ThrowAsync<HttpRequestException>(dropped);
        var request = _emulator.Journal.Requests.Single();
        (request.Outcome, request.IsFaulted, request.Status).ShouldBe((AnswerOutcome.Faulted, true, 0));
        (await StatusAsync("latest/meta-data/")).ShouldBe(200);
    }

    [Fact]
    public async Task An_error_hits_the_method_and_path_that_it_is_for_as_often_as_it_says()
    {
        _emulator.Faults.Add(new Fault { Type = FaultType.Status, Status = 500, Method = "PUT", Path = "/latest/api/token", Times = 2 });
        (await StatusAsync("latest/meta-data/")).ShouldBe(200);
        (await PutAsync()).Status.ShouldBe(500);
        (await PutAsync()).Status.ShouldBe(500);
        (await PutAsync()).Status.ShouldBe(200);
        _emulator.Faults.All.ShouldBeEmpty();
        _emulator.Faults.Active.ShouldNotBeNull();
        _emulator.Faults.Add(new Fault { Type = FaultType.Status });
        (await StatusAsync("latest/meta-data/")).ShouldBe(503);
        _emulator.Faults.Clear();
        _emulator.Faults.Active.ShouldBeNull();
        (await StatusAsync("latest/meta-data/")).ShouldBe(200);
    }

    [Fact]
    public async Task A_fault_has_its_time_and_its_instance()
    {
        var other = _emulator.Account.Region("us-east-1").Instances.Run(new RunInstancesRequest { ImageId = _emulator.Instance.Snapshot.Description.ImageId })[0];
        using var client = _emulator.CreateClient(instance: other);
        _emulator.Faults.Add(new Fault
        {
            Type = FaultType.Status, InstanceId = other.InstanceId, From = NotedTimers.Start.AddSeconds(1), Until = NotedTimers.Start.AddSeconds(3),
        });
        (await StatusAsync("latest/", client)).ShouldBe(200);
        _time.Advance(TimeSpan.FromSeconds(1));
        (await StatusAsync("latest/", client)).ShouldBe(503);
        (await StatusAsync("latest/")).ShouldBe(200);
        _time.Advance(TimeSpan.FromSeconds(2));
        (await StatusAsync("latest/", client)).ShouldBe(200);
        _emulator.Faults.Active.ShouldBeNull();
    }

    [Fact]
    public async Task While_it_starts_a_role_is_not_listed_and_then_has_no_credentials()
    {
        _emulator.Faults.Add(new Fault { Type = FaultType.EmptyRoleList, Until = NotedTimers.Start.AddSeconds(2) });
        _emulator.Faults.Add(new Fault { Type = FaultType.MissingCredentials, Until = NotedTimers.Start.AddSeconds(4) });
        using (var empty = await _client.GetAsync(new Uri(Credentials, UriKind.Relative), Cancel))
        {
            (empty.StatusCode, await empty.Content.ReadAsStringAsync(Cancel)).ShouldBe((HttpStatusCode.OK, ""));
        }

        _time.Advance(TimeSpan.FromSeconds(2));
        var role = await _client.GetStringAsync(new Uri(Credentials, UriKind.Relative), Cancel);
        role.ShouldNotBeEmpty();
        (await StatusAsync(Credentials + role)).ShouldBe(404);
        (await StatusAsync("latest/meta-data/iam/info")).ShouldBe(200);
        _time.Advance(TimeSpan.FromSeconds(2));
        (await StatusAsync(Credentials + role)).ShouldBe(200);
    }

    [Fact]
    public async Task A_token_just_issued_is_refused_and_an_older_one_is_not()
    {
        var token = (await PutAsync()).Token;
        _emulator.Faults.Add(new Fault { Type = FaultType.RejectFreshToken, FreshFor = TimeSpan.FromSeconds(2) });
        (await StatusAsync("latest/meta-data/", token: token)).ShouldBe(401);
        _time.Advance(TimeSpan.FromSeconds(1.999));
        (await StatusAsync("latest/meta-data/", token: token)).ShouldBe(401);
        _time.Advance(TimeSpan.FromSeconds(0.001));
        (await StatusAsync("latest/meta-data/", token: token)).ShouldBe(200);
        (await StatusAsync("latest/meta-data/")).ShouldBe(200);
    }

    [Fact]
    public async Task Above_the_rate_requests_are_lost_and_come_again_a_second_later()
    {
        _emulator.Faults.Add(new Fault { Type = FaultType.Throttle, PerSecond = 2 });
        (await StatusAsync("latest/meta-data/")).ShouldBe(200);
        (await StatusAsync("latest/meta-data/")).ShouldBe(200);
        var third = StatusAsync("latest/meta-data/");
        (await _time.NextWaitAsync()).ShouldBe(TimeSpan.FromSeconds(1));
        third.IsCompleted.ShouldBeFalse();
        _time.Advance(TimeSpan.FromSeconds(1));
        (await third).ShouldBe(200);
    }

    [Fact]
    public async Task Above_the_rate_of_packets_an_error_can_be_the_answer()
    {
        _emulator.Faults.Add(new Fault { Type = FaultType.Throttle, CountsPackets = true, PerSecond = 9, Status = 503 });
        int[] statuses = [await StatusAsync("latest/"), await StatusAsync("latest/"), await StatusAsync("latest/"), await StatusAsync("latest/")];
        statuses.ShouldBe([200, 200, 200, 503]);
        _time.Advance(TimeSpan.FromSeconds(1));
        (await StatusAsync("latest/")).ShouldBe(200);
    }

    [Fact]
    public async Task Where_nothing_listens_in_process_clients_are_refused()
    {
        var fault = _emulator.Faults.Add(new Fault { Type = FaultType.NotListening });
        (await Should.ThrowAsync<HttpRequestException>(StatusAsync("latest/"))).HttpRequestError.ShouldBe(HttpRequestError.ConnectionError);
        _emulator.Faults.Remove(fault.Id).ShouldBeTrue();
        _emulator.Faults.Remove(fault.Id).ShouldBeFalse();
        (await StatusAsync("latest/")).ShouldBe(200);
    }

    [Fact]
    public async Task An_error_does_not_reach_a_client_that_no_answer_to_a_PUT_reaches()
    {
        _emulator.Faults.Add(new Fault { Type = FaultType.Status });
        using var far = _emulator.CreateClient(hops: 2);
        var put = PutAsync(far);
        (await _time.NextWaitAsync()).ShouldBe(TimeSpan.FromSeconds(60));
        put.IsCompleted.ShouldBeFalse();
        _emulator.Journal.Requests.Single().Outcome.ShouldBe(AnswerOutcome.Withheld);
        _time.Advance(TimeSpan.FromSeconds(60));
        await Should.ThrowAsync<HttpRequestException>(put);
    }

    [Fact]
    public async Task What_other_options_would_have_done_is_unknown_where_a_fault_decided()
    {
        _emulator.Faults.Add(new Fault { Type = FaultType.Status });
        await StatusAsync("latest/meta-data/");
        var report = _emulator.Journal.WhatIf(new MetadataOptions { HttpPutResponseHopLimit = 2 });
        report.Requests.Single().Verdict.ShouldBe(WhatIfVerdict.Unknown);
        report.BreaksNothing.ShouldBeFalse();
    }

    [Fact]
    public async Task Disposing_the_emulator_ends_what_is_late()
    {
        _emulator.Faults.Add(new Fault { Type = FaultType.Latency, Latency = TimeSpan.FromHours(1) });
        var late = StatusAsync("latest/");
        await _time.NextWaitAsync();
        await _emulator.DisposeAsync();
        await Should.ThrowAsync<HttpRequestException>(late);
    }

    private async Task<int> StatusAsync(string path, HttpClient? client = null, string? token = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (token is not null)
        {
            request.Headers.Add("X-aws-ec2-metadata-token", token);
        }

        using var answer = await (client ?? _client).SendAsync(request, Cancel);
        return (int)answer.StatusCode;
    }

    private async Task<(int Status, string Token)> PutAsync(HttpClient? client = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, "latest/api/token") { Headers = { { "X-aws-ec2-metadata-token-ttl-seconds", "60" } } };
        using var answer = await (client ?? _client).SendAsync(request, Cancel);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(Cancel));
    }
}
