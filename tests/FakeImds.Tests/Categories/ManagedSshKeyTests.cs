using FakeImds.Ec2;

namespace FakeImds.Tests.Categories;

public sealed class ManagedSshKeyTests
{
    private const string ActiveKeys = "latest/meta-data/managed-ssh-keys/active-keys/";

    [Fact]
    public async Task A_pushed_key_can_be_asked_for_with_head_and_read_for_a_minute()
    {
        using var reader = new MetadataReader(d => d with { ManagedSshKeys = new ManagedSshKeys { SignerCert = "PEM" } });
        (await reader.Has(ActiveKeys + "ec2-user/", HttpMethod.Head)).ShouldBeFalse();
        (await reader.MetaData("managed-ssh-keys/")).ShouldBe("signer-cert");

        reader.Imds.Instance.PushSshPublicKey("ec2-user", "#Timestamp=1\nssh-ed25519 AAAA\n");
        (await reader.Has(ActiveKeys + "ec2-user/", HttpMethod.Head)).ShouldBeTrue();
        (await reader.Has(ActiveKeys + "root/", HttpMethod.Head)).ShouldBeFalse();
        (await reader.Text(ActiveKeys)).ShouldBe("ec2-user");
        (await reader.Text(ActiveKeys + "ec2-user/")).ShouldBe("#Timestamp=1\nssh-ed25519 AAAA\n");
        (await reader.MetaData("managed-ssh-keys/")).ShouldBe("active-keys/\nsigner-cert");

        reader.Clock.Advance(TimeSpan.FromSeconds(60));
        (await reader.Has(ActiveKeys + "ec2-user/", HttpMethod.Head)).ShouldBeFalse();
        (await reader.Has(ActiveKeys)).ShouldBeFalse();
    }

    [Fact]
    public async Task The_signer_is_shown_as_given()
    {
        using var reader = new MetadataReader(Everything.Of);

        (await reader.MetaData("managed-ssh-keys/signer-cert")).ShouldBe("-----BEGIN CERTIFICATE-----");
        (await reader.MetaData("managed-ssh-keys/signer-ocsp/")).ShouldBe(Everything.Ocsp);
        (await reader.MetaData("managed-ssh-keys/signer-ocsp/" + Everything.Ocsp)).ShouldBe("MIIB");
    }
}
