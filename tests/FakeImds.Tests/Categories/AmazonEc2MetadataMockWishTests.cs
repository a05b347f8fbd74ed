using System.Text.Json;
using FakeImds.Ec2;

namespace FakeImds.Tests.Categories;

/// <summary>What users of amazon-ec2-metadata-mock asked for and never got.</summary>
public sealed class AmazonEc2MetadataMockWishTests
{
    private const string Credentials = "latest/meta-data/iam/security-credentials/fakeimds-role";

    [Fact]
    public async Task Arbitrary_tags()
    {
        using var reader = new MetadataReader(d => d with { Tags = Everything.Texts(("Team", "blue"), ("k8s.io@role", "x")) }, tags: true);

        (await reader.MetaData("tags/instance")).ShouldBe("Team\nk8s.io@role");
        (await reader.MetaData("tags/instance/Team")).ShouldBe("blue");
    }

    [Fact]
    public async Task Tags_switched_off()
    {
        using var reader = new MetadataReader(d => d with { Tags = Everything.Texts(("Team", "blue")) }, tags: true);
        reader.Imds.Instance.ModifyMetadataOptions(new MetadataOptions { InstanceMetadataTags = OptionState.Disabled });

        (await reader.HasMetaData("tags/instance/Team")).ShouldBeFalse();
    }

    [Fact]
    public async Task Credentials_that_look_real()
    {
        using var reader = new MetadataReader();
        var json = JsonElement.Parse(await reader.Text(Credentials));

        json.GetProperty("Code").GetString().ShouldBe("Success");
        json.GetProperty("AccessKeyId").GetString()!.ShouldMatch("^ASIA[A-Z2-7]{16}$");
        json.GetProperty("SecretAccessKey").GetString()!.Length.ShouldBe(40);
        json.GetProperty("Token").GetString()!.Length.ShouldBeGreaterThan(1000);
    }

    [Fact]
    public async Task Credentials_that_are_not_expired_years_after_the_release()
    {
        using var reader = new MetadataReader();
        reader.Clock.Advance(TimeSpan.FromDays(3650));

        JsonElement.Parse(await reader.Text(Credentials)).GetProperty("Expiration").GetDateTimeOffset().ShouldBeGreaterThan(reader.Clock.GetUtcNow());
    }

    [Fact]
    public async Task Credentials_as_text_plain()
    {
        using var reader = new MetadataReader();
        using var answer = await reader.Get(Credentials);

        answer.Content.Headers.GetValues("Content-Type").ShouldBe(["text/plain"]);
    }

    [Fact]
    public async Task Public_keys_as_EC2_lists_them()
    {
        using var reader = new MetadataReader(d => d with { KeyPair = new KeyPair("my-key", "ssh-rsa AAAA my-key") });

        (await reader.MetaData("public-keys/")).ShouldBe("0=my-key");
        (await reader.MetaData("public-keys/0")).ShouldBe("openssh-key");
        (await reader.MetaData("public-keys/0/openssh-key")).ShouldBe("ssh-rsa AAAA my-key\n");
    }
}
