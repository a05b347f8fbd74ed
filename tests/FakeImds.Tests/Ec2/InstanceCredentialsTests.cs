using System.Text.Json.Nodes;
using FakeImds.Ec2;
using Microsoft.Extensions.Time.Testing;

namespace FakeImds.Tests.Ec2;

public sealed class InstanceCredentialsTests : IDisposable
{
    private static readonly DateTimeOffset s_start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly FakeTimeProvider _time = new(s_start);
    private readonly ImdsEmulator _emulator;
    private readonly HttpClient _client;

    public InstanceCredentialsTests()
    {
        _emulator = new ImdsEmulator(new ImdsEmulatorOptions { Account = new Ec2AccountOptions { TimeProvider = _time } });
        _client = _emulator.CreateClient();
    }

    public void Dispose()
    {
        _client.Dispose();
        _emulator.Dispose();
    }

    [Fact]
    public async Task Rotated_by_hand_they_count_their_life_from_then()
    {
        var first = await RoleAsync();
        _time.Advance(TimeSpan.FromMinutes(1));
        _emulator.Instance.Credentials.Rotate();
        var second = await RoleAsync();
        Text(second, "AccessKeyId").ShouldNotBe(Text(first, "AccessKeyId"));
        Text(second, "LastUpdated").ShouldBe("2026-03-01T12:01:00Z");
        _emulator.Instance.Credentials.Rotate();
        Text(await RoleAsync(), "AccessKeyId").ShouldNotBe(Text(second, "AccessKeyId"));
        Text(JsonNode.Parse(await GetAsync("iam/info"))!, "LastUpdated").ShouldBe("2026-03-01T12:01:00Z");
    }

    [Fact]
    public async Task Expired_they_stay_so_until_a_rotation_or_a_start()
    {
        var first = await RoleAsync();
        _time.Advance(TimeSpan.FromMinutes(1));
        _emulator.Instance.Credentials.Expire();
        _time.Advance(TimeSpan.FromDays(2));
        _emulator.Instance.Credentials.Expire();
        var expired = await RoleAsync();
        (Text(expired, "AccessKeyId"), Text(expired, "Expiration"), Text(expired, "Code")).ShouldBe((Text(first, "AccessKeyId"), "2026-03-01T12:01:00Z", "Success"));
        _emulator.Instance.Stop();
        _emulator.Instance.Start();
        DateTimeOffset.Parse(Text(await RoleAsync(), "Expiration"), System.Globalization.CultureInfo.InvariantCulture).ShouldBeGreaterThan(_time.GetUtcNow());
    }

    [Fact]
    public async Task A_failure_is_told_in_their_place_until_it_is_over()
    {
        _emulator.Instance.Credentials.Fail("AssumeRoleUnauthorizedAccess");
        Text(await RoleAsync(), "Code").ShouldBe("AssumeRoleUnauthorizedAccess");
        _emulator.Instance.Credentials.Fail("Success");
        Text(await RoleAsync(), "Code").ShouldBe("Success");
        Should.Throw<ArgumentException>(() => _emulator.Instance.Credentials.Fail(" "));
        _emulator.Instance.Update(static d => d with { InstanceProfile = null });
        Should.Throw<InvalidOperationException>(() => _emulator.Instance.Credentials.Fail("X"));
    }

    private async Task<JsonNode> RoleAsync() =>
        JsonNode.Parse(await GetAsync("iam/security-credentials/" + await GetAsync("iam/security-credentials/")))!;

    private Task<string> GetAsync(string path) =>
        _client.GetStringAsync(new Uri("latest/meta-data/" + path, UriKind.Relative), TestContext.Current.CancellationToken);

    private static string Text(JsonNode node, string name) => node[name]!.GetValue<string>();
}
