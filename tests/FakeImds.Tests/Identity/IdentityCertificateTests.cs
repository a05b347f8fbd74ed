namespace FakeImds.Tests.Identity;

public sealed class IdentityCertificateTests : IDisposable
{
    private readonly OpensslWorkspace _openssl = new();

    public void Dispose() => _openssl.Dispose();

    [Theory]
    [InlineData("pkcs7", "(1024 bit)", "dsaWithSHA1")]
    [InlineData("rsa2048", "(2048 bit)", "sha256WithRSAEncryption")]
    [InlineData("dsa2048", "(2048 bit)", "dsa_with_SHA256")]
    public void Openssl_reads_the_certificate(string path, string size, string algorithm)
    {
        _openssl.Write("certificate", IdentitySamples.Authority.Certificate(path));

        var text = _openssl.Run("x509", "-text", "-noout", "-in", "certificate").Output;

        text.ShouldContain("Version: 3");
        text.ShouldContain(size);
        text.ShouldContain($"Signature Algorithm: {algorithm}");
        text.ShouldContain("CN = FakeImds TEST identity ");
        text.ShouldContain("Not Before: Jan  5 00:00:00 2012 GMT");
        text.ShouldContain("Not After : Jan 18 00:00:00 2195 GMT");
    }

    [Theory]
    [InlineData("pkcs7")]
    [InlineData("rsa2048")]
    [InlineData("dsa2048")]
    public void Openssl_verifies_that_the_certificate_signed_itself(string path)
    {
        _openssl.Write("certificate", IdentitySamples.Authority.Certificate(path));

        // By default openssl trusts a self-signed certificate unchecked; and it thinks too little of 1024 bits and SHA-1.
        var result = _openssl.Run("verify", "-check_ss_sig", "-auth_level", "0", "-CAfile", "certificate", "certificate");

        result.Succeeded.ShouldBeTrue(result.Errors);
    }

    [Fact]
    public void Openssl_finds_the_rsa_public_key_sound()
    {
        _openssl.Write("certificate", IdentitySamples.Authority.RsaCertificatePem);
        _openssl.Write("key", _openssl.Run("x509", "-pubkey", "-noout", "-in", "certificate").Output);

        _openssl.Run("pkey", "-pubin", "-pubcheck", "-noout", "-in", "key").Output.ShouldContain("Key is valid");
    }
}
