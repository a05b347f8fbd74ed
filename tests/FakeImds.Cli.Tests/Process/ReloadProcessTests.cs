using System.Net;
using System.Text.Json.Nodes;
using FakeImds.Cli.Tests.Run;

namespace FakeImds.Cli.Tests.Process;

/// <summary>A running program gets another configuration, by SIGHUP and through control.</summary>
public sealed class ReloadProcessTests
{
    private const int Hup = 1;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task SIGHUP_reads_the_file_again_and_a_bad_one_changes_nothing()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no SIGHUP on Windows.");
        using var file = new TempFile(Config("one"));
        using var program = CliProcess.Start("run", file.Path, "--listen", "127.0.0.1:0", "--log", "off");
        var metadata = new Uri((await program.ReadUntilAsync("Listening on ", Cancel))[^1]["Listening on ".Length..]);
        using var http = new HttpClient();
        var token = await TokenAsync(http, metadata);
        (await UserDataAsync(http, metadata, token)).ShouldBe("one");

        await File.WriteAllTextAsync(file.Path, Config("two"), Cancel);
        program.Signal(Hup);
        (await program.ReadErrorAsync(Cancel)).ShouldBe("fakeimds: the configuration is read again");
        (await UserDataAsync(http, metadata, token)).ShouldBe("two");

        await File.WriteAllTextAsync(file.Path, """{ "FakeImds": { "UserDate": "three" } }""", Cancel);
        program.Signal(Hup);
        (await program.ReadErrorAsync(Cancel)).ShouldBe($"{file.Path}:1:17: unknown member 'UserDate' in FakeImds; did you mean 'UserData'?; all is as it was");
        (await UserDataAsync(http, metadata, token)).ShouldBe("two");
        program.Signal(15);
        (await program.EndAsync(Cancel)).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task A_config_through_control_takes_the_place_of_the_account_wholly_or_not_at_all()
    {
        using var program = CliProcess.Start("run", "--listen", "127.0.0.1:0", "--control", "0");
        var lines = await program.ReadUntilAsync("Listening on ", Cancel);
        var (metadata, control) = (new Uri(lines[^1]["Listening on ".Length..]), new Uri(lines[^2]["Control on ".Length..]));
        using var http = new HttpClient();
        var before = await http.GetStringAsync(new Uri(metadata, "latest/meta-data/instance-id"), Cancel);
        using var launched = await http.GetAsync(new Uri(control, "/?Action=CreateImage&Version=2016-11-15&Name=image&InstanceId=" + before), Cancel);
        launched.StatusCode.ShouldBe(HttpStatusCode.OK);

        var (status, answer) = await PutAsync(http, control, """{ "Instances": [ { "InstanceId": "i-0123456789abcdef0", "MetadataOptions": { "HttpTokens": "required" } } ] }""");
        status.ShouldBe(HttpStatusCode.OK);
        answer["Instances"]!.AsArray().Single()!["InstanceId"]!.GetValue<string>().ShouldBe("i-0123456789abcdef0");
        using (var refused = await http.GetAsync(new Uri(metadata, "latest/meta-data/instance-id"), Cancel))
        {
            refused.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        }

        (await http.GetStringAsync(new Uri(control, "/?Action=DescribeInstances&Version=2016-11-15"), Cancel)).ShouldContain("i-0123456789abcdef0");
        foreach (var (bad, message) in new[]
        {
            ("""{ "Instance": [] }""", "body:1:3: unknown member 'Instance'; did you mean 'Instances'?"),
            ("""{ "AccountLevel": { "HttpTokensEnforced": "enabled" }, "Instances": [ { "MetadataOptions": { "HttpTokens": "optional" } } ] }""", "body:"),
            ("""{ "FakeImds": { "Events": [ { "Type": "target-lifecycle-state", "State": "Standby", "InstanceId": "i-1" } ] } }""", "body:1:99: FakeImds.Events[0].InstanceId is 'i-1'; the id of an instance of the files is allowed"),
            ("""{ "FakeImds": { "Faults": [ { "Type": "latency" } ] } }""", "body:1:29: FakeImds.Faults[0] has no Milliseconds; give it one"),
            ("""{ "FakeImds": { "Log": "off" } }""", "--log is another than at the start; it can't change while the program runs, only with a new start"),
        })
        {
            (status, answer) = await PutAsync(http, control, bad);
            status.ShouldBe(HttpStatusCode.BadRequest);
            answer["Message"]!.GetValue<string>().ShouldStartWith(message);
            var instances = JsonNode.Parse(await http.GetStringAsync(new Uri(control, "instances"), Cancel))!["Instances"]!.AsArray();
            instances.Single()!["InstanceId"]!.GetValue<string>().ShouldBe("i-0123456789abcdef0");
        }

        var journal = JsonNode.Parse(await http.GetStringAsync(new Uri(control, "journal"), Cancel))!["Requests"]!.AsArray();
        journal.Select(static r => r!["Status"]!.GetValue<int>()).ShouldBe([200, 401]);
        program.Signal(15);
        (await program.EndAsync(Cancel)).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task Faults_of_the_config_file_hit()
    {
        using var file = new TempFile("""{ "FakeImds": { "Listen": ["127.0.0.1:0"], "Faults": [ { "Type": "status", "Status": 500, "Times": 1 } ] } }""");
        using var program = CliProcess.Start("run", file.Path);
        var metadata = new Uri((await program.ReadUntilAsync("Listening on ", Cancel))[^1]["Listening on ".Length..]);
        using var http = new HttpClient();
        using var first = await http.GetAsync(new Uri(metadata, "latest/"), Cancel);
        using var second = await http.GetAsync(new Uri(metadata, "latest/"), Cancel);
        ((int)first.StatusCode, (int)second.StatusCode).ShouldBe((500, 200));
    }

    // The same instance each time: its tokens stay valid.
    private static string Config(string userData) => $$"""{ "FakeImds": { "InstanceId": "i-0123456789abcdef0", "UserData": "{{userData}}" }, "Instances": [ { "InstanceId": "i-0123456789abcdef0" } ] }""";

    private static async Task<string> TokenAsync(HttpClient http, Uri metadata)
    {
        using var put = new HttpRequestMessage(HttpMethod.Put, new Uri(metadata, "latest/api/token")) { Headers = { { "X-aws-ec2-metadata-token-ttl-seconds", "600" } } };
        using var answer = await http.SendAsync(put, Cancel);
        return await answer.Content.ReadAsStringAsync(Cancel);
    }

    private static async Task<string> UserDataAsync(HttpClient http, Uri metadata, string token)
    {
        using var get = new HttpRequestMessage(HttpMethod.Get, new Uri(metadata, "latest/user-data")) { Headers = { { "X-aws-ec2-metadata-token", token } } };
        using var answer = await http.SendAsync(get, Cancel);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        return await answer.Content.ReadAsStringAsync(Cancel);
    }

    private static async Task<(HttpStatusCode Status, JsonNode Body)> PutAsync(HttpClient http, Uri control, string config)
    {
        using var content = new StringContent(config);
        using var answer = await http.PutAsync(new Uri(control, "config"), content, Cancel);
        return (answer.StatusCode, JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancel))!);
    }
}
