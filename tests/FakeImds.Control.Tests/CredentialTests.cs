using System.Text.Json.Nodes;

namespace FakeImds.Control.Tests;

public sealed class CredentialTests
{
    [Fact]
    public async Task Credentials_are_rotated_expired_and_rotated_again()
    {
        await using var host = await ControlHost.StartAsync();
        var first = await CredentialsAsync(host);
        await host.MustAsync("PUT", "fakeimds/clock", """{ "AdvanceSeconds": 60 }""");
        await host.MustAsync("PUT", "fakeimds/instances/default/credentials", """{ "Action": "rotate" }""");
        var second = await CredentialsAsync(host);
        Text(second, "AccessKeyId").ShouldNotBe(Text(first, "AccessKeyId"));
        (Text(second, "LastUpdated"), Text(second, "Code")).ShouldBe(("2026-03-01T12:01:00Z", "Success"));

        await host.MustAsync("PUT", "fakeimds/instances/default/credentials", """{ "Action": "expire" }""");
        await host.MustAsync("PUT", "fakeimds/clock", """{ "AdvanceSeconds": 86400 }""");
        var expired = await CredentialsAsync(host);
        (Text(expired, "AccessKeyId"), Text(expired, "Expiration")).ShouldBe((Text(second, "AccessKeyId"), "2026-03-01T12:01:00Z"));

        await host.MustAsync("PUT", "fakeimds/instances/default/credentials", """{ "Action": "rotate" }""");
        string.CompareOrdinal(Text(await CredentialsAsync(host), "Expiration"), "2026-03-02T18:00:00Z").ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Credentials_fail_with_a_code_and_are_restored()
    {
        await using var host = await ControlHost.StartAsync();
        var instance = await host.MustAsync("PUT", "fakeimds/instances/default/credentials", """{ "Action": "fail", "Code": "AssumeRoleUnauthorizedAccess", "Message": "no" }""");
        instance["Role"]!["Code"]!.GetValue<string>().ShouldBe("AssumeRoleUnauthorizedAccess");
        var failure = await CredentialsAsync(host);
        (Text(failure, "Code"), Text(failure, "Message")).ShouldBe(("AssumeRoleUnauthorizedAccess", "no"));
        await host.MustAsync("PUT", "fakeimds/instances/default/credentials", """{ "Action": "restore" }""");
        Text(await CredentialsAsync(host), "Code").ShouldBe("Success");
    }

    [Theory]
    [InlineData("""{ "Action": "rotate", "Code": "X" }""", "body:1:31: the action rotate has no Code; leave it out")]
    [InlineData("""{ "Action": "roll" }""", "body:1:13: Action is 'roll'; rotate, expire, fail or restore is allowed")]
    public async Task A_wrong_action_is_told_in_one_line(string body, string message)
    {
        await using var host = await ControlHost.StartAsync();
        (await host.MustFailAsync("PUT", "fakeimds/instances/default/credentials", body)).ShouldBe((400, message));
    }

    [Fact]
    public async Task Credentials_that_are_not_there_can_not_fail()
    {
        await using var host = await ControlHost.StartAsync(configure: static o => o.Instance = static d => d with { InstanceProfile = null });
        (await host.MustFailAsync("PUT", "fakeimds/instances/default/credentials", """{ "Action": "fail" }""")).Message
            .ShouldEndWith("has no instance profile. Give it one first.");
    }

    private static async Task<JsonNode> CredentialsAsync(ControlHost host)
    {
        var role = await host.MetadataAsync("iam/security-credentials/");
        return JsonNode.Parse((await host.MetadataAsync($"iam/security-credentials/{role}"))!)!;
    }

    private static string Text(JsonNode node, string name) => node[name]!.GetValue<string>();
}
