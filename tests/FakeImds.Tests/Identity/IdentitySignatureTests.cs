namespace FakeImds.Tests.Identity;

/// <summary>Verifies with the commands of the EC2 guide, "Verify the instance identity document".</summary>
public sealed class IdentitySignatureTests : IDisposable
{
    private readonly OpensslWorkspace _openssl = new();

    public void Dispose() => _openssl.Dispose();

    [Fact]
    public void Openssl_verifies_the_signature_as_the_AWS_guide_says() =>
        VerifySignature(IdentitySamples.Document, IdentitySamples.Authority.Certificate("signature")).Output.ShouldContain("Verified OK");

    [Fact]
    public void Openssl_verifies_the_pkcs7_signature_as_the_AWS_guide_says() => ShouldVerify("pkcs7");

    [Fact]
    public void Openssl_verifies_the_rsa2048_signature_as_the_AWS_guide_says() => ShouldVerify("rsa2048");

    [Fact]
    public void Openssl_verifies_the_dsa2048_signature_as_the_AWS_guide_says() => ShouldVerify("dsa2048");

    [Fact]
    public void A_tampered_document_fails_the_signature() =>
        VerifySignature(IdentitySamples.TamperedDocument, IdentitySamples.Authority.Certificate("signature")).Succeeded.ShouldBeFalse();

    [Fact]
    public void A_certificate_of_another_key_fails_the_signature() =>
        VerifySignature(IdentitySamples.Document, IdentitySamples.Authority.ForeignCertificate("signature")).Succeeded.ShouldBeFalse();

    [Theory]
    [InlineData("pkcs7")]
    [InlineData("rsa2048")]
    [InlineData("dsa2048")]
    public void Signed_data_carries_the_document_itself(string path)
    {
        var result = VerifySignedData(path, document: null, IdentitySamples.Authority.Certificate(path));
        result.Succeeded.ShouldBeTrue(result.Errors);
        result.Output.ShouldBe(IdentitySamples.DocumentText);
    }

    [Theory]
    [InlineData("pkcs7")]
    [InlineData("rsa2048")]
    [InlineData("dsa2048")]
    public void A_tampered_document_fails_signed_data(string path)
    {
        var result = VerifySignedData(path, IdentitySamples.TamperedDocument, IdentitySamples.Authority.Certificate(path));
        result.Succeeded.ShouldBeFalse();
        result.Errors.ShouldContain("digest failure");
    }

    [Theory]
    [InlineData("pkcs7")]
    [InlineData("rsa2048")]
    [InlineData("dsa2048")]
    public void A_certificate_of_another_key_fails_signed_data(string path) =>
        VerifySignedData(path, IdentitySamples.Document, IdentitySamples.Authority.ForeignCertificate(path)).Succeeded.ShouldBeFalse();

    [Theory]
    [InlineData("pkcs7")]
    [InlineData("rsa2048")]
    [InlineData("dsa2048")]
    public void Signed_data_does_not_carry_the_certificate(string path)
    {
        _openssl.Write(path, Armoured(path));
        var result = _openssl.Run("smime", "-verify", "-in", path, "-inform", "PEM", "-noverify");
        result.Succeeded.ShouldBeFalse();
        result.Errors.ShouldContain("signer certificate not found");
    }

    private void ShouldVerify(string path)
    {
        var result = VerifySignedData(path, IdentitySamples.Document, IdentitySamples.Authority.Certificate(path));
        result.Succeeded.ShouldBeTrue(result.Errors);
        result.Errors.ShouldContain("Verification successful");
    }

    private OpensslResult VerifySignature(byte[] document, string certificate)
    {
        _openssl.Write("document", document);
        _openssl.Write("certificate", certificate);
        _openssl.Write("signature", Convert.FromBase64String(IdentitySamples.Authority.Sign("signature", IdentitySamples.Document)));
        _openssl.Write("key", _openssl.Run("x509", "-pubkey", "-noout", "-in", "certificate").Output);
        return _openssl.Run("dgst", "-sha256", "-verify", "key", "-signature", "signature", "document");
    }

    private OpensslResult VerifySignedData(string path, byte[]? document, string certificate)
    {
        _openssl.Write(path, Armoured(path));
        _openssl.Write("certificate", certificate);
        string[] content = [];
        if (document is not null)
        {
            _openssl.Write("document", document);
            content = ["-content", "document"];
        }

        return _openssl.Run(["smime", "-verify", "-in", path, "-inform", "PEM", .. content, "-certfile", "certificate", "-noverify"]);
    }

    private static string Armoured(string path) =>
        $"-----BEGIN PKCS7-----\n{IdentitySamples.Authority.Sign(path, IdentitySamples.Document)}\n-----END PKCS7-----\n";
}
