using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using FakeImds.Ec2;

namespace FakeImds.Tests.Categories;

public sealed class IdentityDocumentTests
{
    private const string Folder = "latest/dynamic/instance-identity/";

    [Fact]
    public async Task The_document_has_the_recorded_layout()
    {
        using var reader = new MetadataReader();
        var d = reader.Description;

        (await reader.Text(Folder + "document")).ShouldBe($$"""
            {
              "accountId" : "123456789012",
              "architecture" : "x86_64",
              "availabilityZone" : "us-east-1a",
              "billingProducts" : null,
              "devpayProductCodes" : null,
              "marketplaceProductCodes" : null,
              "imageId" : "{{d.ImageId}}",
              "instanceId" : "{{d.InstanceId}}",
              "instanceType" : "t3.micro",
              "kernelId" : null,
              "pendingTime" : "2026-01-02T03:04:05Z",
              "privateIp" : "{{d.PrimaryInterface!.LocalIpv4s[0]}}",
              "ramdiskId" : null,
              "region" : "us-east-1",
              "version" : "2017-09-30"
            }
            """.ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task Codes_are_lists()
    {
        using var reader = new MetadataReader(d => d with { BillingProducts = ["bp-6ba54002"], ProductCodes = ["one", "two"], KernelId = "aki-1", RamdiskId = "ari-1" });

        var document = await reader.Text(Folder + "document");
        document.ShouldContain("\n  \"billingProducts\" : [ \"bp-6ba54002\" ],\n");
        document.ShouldContain("\n  \"marketplaceProductCodes\" : [ \"one\", \"two\" ],\n");
        document.ShouldContain("\n  \"kernelId\" : \"aki-1\",\n");
        document.ShouldContain("\n  \"ramdiskId\" : \"ari-1\",\n");
    }

    [Fact]
    public async Task Without_ipv4_the_private_address_is_null()
    {
        using var reader = new MetadataReader(d => d with { NetworkInterfaces = [d.PrimaryInterface! with { LocalIpv4s = [], Ipv4Associations = [] }] });

        (await reader.Text(Folder + "document")).ShouldContain("\n  \"privateIp\" : null,\n");
    }

    [Fact]
    public async Task The_signature_is_of_the_document_as_served()
    {
        using var reader = new MetadataReader();
        var document = await reader.Bytes(Folder + "document");
        var signature = Convert.FromBase64String(await reader.Text(Folder + "signature"));

        using var certificate = X509Certificate2.CreateFromPem(reader.Imds.IdentityAuthority.RsaCertificatePem);
        using var key = certificate.GetRSAPublicKey()!;
        key.KeySize.ShouldBe(2048);
        key.VerifyData(document, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).ShouldBeTrue();
    }

    [Theory]
    [InlineData("pkcs7")]
    [InlineData("rsa2048")]
    [InlineData("dsa2048")]
    public async Task The_signed_data_holds_the_document_as_served(string name)
    {
        using var reader = new MetadataReader();
        var document = await reader.Text(Folder + "document");

        Encoding.Latin1.GetString(Convert.FromBase64String(await reader.Text(Folder + name))).ShouldContain(document);
    }

    /// <summary>The attribute of RFC 6211, 1.2.840.113549.1.9.52, as DER.</summary>
    [Theory]
    [InlineData("pkcs7", false)]
    [InlineData("rsa2048", true)]
    public async Task Only_rsa2048_signs_the_names_of_its_algorithms(string name, bool signs)
    {
        using var reader = new MetadataReader();
        var signed = Convert.FromBase64String(await reader.Text(Folder + name));

        (signed.AsSpan().IndexOf(Convert.FromHexString("06092A864886F70D010934")) >= 0).ShouldBe(signs);
    }

    [Fact]
    public async Task A_start_makes_a_new_document_and_signature()
    {
        using var reader = new MetadataReader();
        var before = await reader.Text(Folder + "signature");
        reader.Imds.Instance.Stop();
        reader.Clock.Advance(TimeSpan.FromMinutes(1));
        reader.Imds.Instance.Start();

        (await reader.Text(Folder + "document")).ShouldContain("\"pendingTime\" : \"2026-01-02T03:05:05Z\"");
        (await reader.Text(Folder + "signature")).ShouldNotBe(before);
    }

    [Fact]
    public async Task Monitoring_is_told_by_fws()
    {
        using var plain = new MetadataReader();
        using var monitored = new MetadataReader(d => d with { Monitoring = true });

        (await plain.Text("latest/dynamic/fws/instance-monitoring")).ShouldBe("disabled");
        (await monitored.Text("latest/dynamic/fws/instance-monitoring")).ShouldBe("enabled");
    }
}
