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
    public void The_same_seed_gives_the_same_certificate_and_signature(string path)
    {
        var again = new InstanceIdentityAuthority(IdentitySamples.Seed, IdentitySamples.Region);

        again.Certificate(path).ShouldBe(IdentitySamples.Authority.Certificate(path));
        again.Sign(path, IdentitySamples.Document).ShouldBe(IdentitySamples.Authority.Sign(path, IdentitySamples.Document));
    }

    /// <summary>A user may check a certificate in beside a test: no version or machine may make another of the same seed.</summary>
    [Theory]
    [InlineData("rsa2048", "7D583DB47E1F99D696AD2C4EA7E27105CD1B9644166690D79B0F546F51D30735")]
    [InlineData("pkcs7", "9FFE2DC65A62C70898A61223B524513B358911CD1233A51783F02327010365A1")]
    [InlineData("dsa2048", "1E23B12FCB1596F90B42267313CFE314220B59DB591E58A38864155092CA5B84")]
    public void The_certificate_of_a_seed_never_changes(string path, string sha256)
    {
        var pem = IdentitySamples.Authority.Certificate(path);

        Convert.ToHexString(SHA256.HashData(Encoding.ASCII.GetBytes(pem))).ShouldBe(sha256, pem);
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public void Another_seed_or_region_gives_another_certificate(string path)
    {
        var certificate = IdentitySamples.Authority.Certificate(path);

        IdentitySamples.OtherSeed.Certificate(path).ShouldNotBe(certificate);
        new InstanceIdentityAuthority(IdentitySamples.Seed, "eu-central-1").Certificate(path).ShouldNotBe(certificate);
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
        var authority = new InstanceIdentityAuthority(IdentitySamples.Seed, IdentitySamples.Region);
        var certificates = new string[Threads];

        Parallel.For(0, Threads, i => certificates[i] = authority.RsaCertificatePem);

        certificates.ShouldAllBe(certificate => certificate == IdentitySamples.Authority.RsaCertificatePem);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void A_region_is_needed(string? region) =>
        Should.Throw<ArgumentException>(() => new InstanceIdentityAuthority(IdentitySamples.Seed, region!));
}
