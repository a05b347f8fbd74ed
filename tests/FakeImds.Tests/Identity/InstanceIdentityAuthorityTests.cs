using System.Security.Cryptography;
using System.Text;
using FakeImds.Identity;

namespace FakeImds.Tests.Identity;

public sealed class InstanceIdentityAuthorityTests
{
    private const int Base64LineLength = 76;
    private const int Threads = 8;

    public static TheoryData<string> Paths => new("signature", "pkcs7", "rsa2048", "dsa2048");

    [Theory]
    [MemberData(nameof(Paths))]
    public void Every_authority_gives_the_same_certificate_and_signature(string path)
    {
        var again = new InstanceIdentityAuthority();

        again.Certificate(path).ShouldBe(IdentitySamples.Authority.Certificate(path));
        again.Sign(path, IdentitySamples.Document).ShouldBe(IdentitySamples.Authority.Sign(path, IdentitySamples.Document));
    }

    /// <summary>A user may check a certificate in beside a test: no version or machine may make another.</summary>
    [Theory]
    [InlineData("rsa2048", "964C633723199046A317B91B2AD1F81080CA1AD18250C9D118BEDB8DB2532F1D")]
    [InlineData("pkcs7", "E3AEDC6F55F5971D37F45CF10DD03F92DB4A5E6346A1F8E66F22A0354B970439")]
    [InlineData("dsa2048", "839604C0C7103AC0B68B996A7C3FF247F3202DCE1A827D1CDA679C151B00FCF0")]
    public void The_certificate_never_changes(string path, string sha256)
    {
        var pem = IdentitySamples.Authority.Certificate(path);

        Convert.ToHexString(SHA256.HashData(Encoding.ASCII.GetBytes(pem))).ShouldBe(sha256, pem);
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public void Lines_are_76_characters_parted_by_LF_without_armour_or_final_newline(string path)
    {
        var lines = IdentitySamples.Authority.Sign(path, IdentitySamples.Document).Split('\n');

        lines[..^1].ShouldAllBe(line => line.Length == Base64LineLength);
        lines[^1].Length.ShouldBeInRange(1, Base64LineLength);
        lines.ShouldAllBe(line => line.All(c => char.IsAsciiLetterOrDigit(c) || c == '+' || c == '/' || c == '='));
    }

    /// <summary>The first characters of real responses: indefinite lengths, digest algorithm, enclosed data.</summary>
    [Theory]
    [InlineData("pkcs7", "MIAGCSqGSIb3DQEHAqCAMIACAQExCzAJBgUrDgMCGgUAMIAGCSqGSIb3DQEHAaCAJIAE")]
    [InlineData("rsa2048", "MIAGCSqGSIb3DQEHAqCAMIACAQExDzANBglghkgBZQMEAgEFADCABgkqhkiG9w0BBwGggCSABI")]
    public void Signed_data_begins_as_EC2s_does(string path, string beginning) =>
        IdentitySamples.Authority.Sign(path, IdentitySamples.Document).ShouldStartWith(beginning);

    [Fact]
    public void Threads_that_ask_at_once_get_the_same_certificate()
    {
        var authority = new InstanceIdentityAuthority();
        var certificates = new string[Threads];

        Parallel.For(0, Threads, i => certificates[i] = authority.RsaCertificatePem);

        certificates.ShouldAllBe(certificate => certificate == IdentitySamples.Authority.RsaCertificatePem);
    }
}
