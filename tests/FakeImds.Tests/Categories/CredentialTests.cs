using System.Text.Json;
using CsCheck;
using FakeImds.Ec2;

namespace FakeImds.Tests.Categories;

public sealed class CredentialTests
{
    private const string RolePath = "latest/meta-data/iam/security-credentials/fakeimds-role";
    private const string InstancePath = "latest/meta-data/identity-credentials/ec2/security-credentials/ec2-instance";
    private const int ProbeDays = 30;

    private static readonly TimeSpan s_replacedBeforeExpiry = TimeSpan.FromMinutes(5);

    [Theory]
    [InlineData(RolePath)]
    [InlineData(InstancePath)]
    public async Task The_layout_is_the_recorded_one(string path)
    {
        using var reader = new MetadataReader();

        var text = await reader.Text(path);
        text.ShouldMatch("""
            ^\{
              "Code" : "Success",
              "LastUpdated" : "2026-01-02T03:04:05Z",
              "Type" : "AWS-HMAC",
              "AccessKeyId" : "ASIA[A-Z2-7]{16}",
              "SecretAccessKey" : "[A-Za-z0-9+/]{40}",
              "Token" : "IQoJb3JpZ2luX2Vj[A-Za-z0-9+/]+={0,2}",
              "Expiration" : "2026-01-02T09:\d\d:\d\dZ"
            \}\z
            """.ReplaceLineEndings("\n"));
        text.Length.ShouldBeInRange(1322, 1582);
    }

    [Fact]
    public async Task A_little_over_six_hours_is_their_life()
    {
        using var reader = new MetadataReader();
        var lives = new HashSet<TimeSpan>();
        for (var i = 0; i < 20; i++)
        {
            var set = await Read(reader);
            (set.Expiration - set.LastUpdated).ShouldBeInRange(TimeSpan.FromMinutes(361), TimeSpan.FromMinutes(395));
            lives.Add(set.Expiration - set.LastUpdated);
            reader.Clock.Advance(TimeSpan.FromHours(6));
        }

        lives.Count.ShouldBeGreaterThan(10);
    }

    [Fact]
    public async Task New_ones_come_at_least_five_minutes_before_the_old_expire()
    {
        using var reader = new MetadataReader();
        for (var i = 0; i < 20; i++)
        {
            var old = await Read(reader);
            reader.Clock.SetUtcNow(old.Expiration - s_replacedBeforeExpiry);
            var next = await Read(reader);
            next.AccessKeyId.ShouldNotBe(old.AccessKeyId);
            next.Token.ShouldNotBe(old.Token);
            next.Expiration.ShouldBeGreaterThan(old.Expiration);
        }
    }

    [Fact]
    public async Task They_stay_the_same_until_they_are_replaced()
    {
        using var reader = new MetadataReader();
        var first = await reader.Text(RolePath);
        reader.Clock.Advance(TimeSpan.FromHours(5));

        (await reader.Text(RolePath)).ShouldBe(first);
    }

    [Fact]
    public void They_are_never_expired_whenever_they_are_asked_for() =>
        Gen.Int[0, ProbeDays * 86400].Sample(
            seconds =>
            {
                using var reader = new MetadataReader();
                reader.Clock.Advance(TimeSpan.FromSeconds(seconds));
                var now = reader.Clock.GetUtcNow();
                var set = Read(reader).GetAwaiter().GetResult();
                set.LastUpdated.ShouldBeLessThanOrEqualTo(now);
                set.Expiration.ShouldBeGreaterThan(now + s_replacedBeforeExpiry);
            },
            iter: 200,
            threads: 1);

    [Theory]
    [InlineData(RolePath)]
    [InlineData(InstancePath)]
    public async Task A_request_with_a_token_gets_a_set_of_its_own(string path)
    {
        using var reader = new MetadataReader();

        var (v1, v2) = (Parse(await reader.Text(path)), Parse(await reader.WithToken(path)));
        v2.AccessKeyId.ShouldNotBe(v1.AccessKeyId);
        v2.SecretAccessKey.ShouldNotBe(v1.SecretAccessKey);
        v2.Token.ShouldNotBe(v1.Token);
        (await reader.WithToken(path)).ShouldContain(v2.AccessKeyId);
    }

    [Fact]
    public async Task A_start_brings_others()
    {
        using var reader = new MetadataReader();
        var before = await Read(reader);
        reader.Imds.Instance.Stop();
        reader.Clock.Advance(TimeSpan.FromMinutes(1));
        reader.Imds.Instance.Start();

        var after = await Read(reader);
        after.AccessKeyId.ShouldNotBe(before.AccessKeyId);
        after.LastUpdated.ShouldBe(MetadataReader.Launch.AddMinutes(1));
    }

    [Fact]
    public async Task A_tag_or_any_other_change_leaves_them_alone()
    {
        using var reader = new MetadataReader();
        var before = await reader.Text(RolePath);
        reader.Imds.Instance.Update(d => d with { Tags = Everything.Texts(("a", "b")) });

        (await reader.Text(RolePath)).ShouldBe(before);
    }

    [Fact]
    public async Task Another_role_gets_others_at_once()
    {
        using var reader = new MetadataReader();
        var before = await Read(reader);
        reader.Imds.Instance.Update(d => d with { InstanceProfile = d.InstanceProfile! with { RoleName = "other" } });

        (await reader.MetaData("iam/security-credentials/")).ShouldBe("other");
        Parse(await reader.MetaData("iam/security-credentials/other")).AccessKeyId.ShouldNotBe(before.AccessKeyId);
    }

    [Fact]
    public async Task Last_modified_is_their_last_update()
    {
        using var reader = new MetadataReader();
        reader.Clock.Advance(TimeSpan.FromHours(20));

        using var answer = await reader.Get(RolePath);
        answer.Content.Headers.LastModified.ShouldBe((await Read(reader)).LastUpdated);
    }

    private static async Task<Set> Read(MetadataReader reader) => Parse(await reader.Text(RolePath));

    private static Set Parse(string json) => JsonSerializer.Deserialize<Set>(json)!;

    private sealed record Set(string AccessKeyId, string SecretAccessKey, string Token, DateTimeOffset LastUpdated, DateTimeOffset Expiration);
}
