using System.Security.Cryptography;

namespace FakeImds.Identity;

/// <summary>
/// Signs instance identity documents as EC2 does, with fixed test keys: the same certificates for every emulator, seed and
/// Region, in every version. Give a certificate to the code under test in the place of the AWS public certificate. The private
/// keys are public: they prove nothing. They are read when first needed; safe for many threads.
/// </summary>
public sealed class InstanceIdentityAuthority
{
    private readonly Lazy<SigningKey> _rsa = new(static () => new RsaSigningKey());
    private readonly Lazy<SigningKey> _dsa = new(static () => new DsaSigningKey("dsa1024", HashAlgorithmName.SHA1, DsaSigningKey.WithSha1));
    private readonly Lazy<SigningKey> _dsa2048 = new(static () => new DsaSigningKey("dsa2048", HashAlgorithmName.SHA256, DsaSigningKey.WithSha256));

    /// <summary>The RSA-2048 certificate, as PEM: verifies <c>signature</c> and <c>rsa2048</c>.</summary>
    public string RsaCertificatePem => _rsa.Value.Certificate.ExportCertificatePem();

    /// <summary>The DSA-1024 certificate, as PEM: verifies <c>pkcs7</c>.</summary>
    public string DsaCertificatePem => _dsa.Value.Certificate.ExportCertificatePem();

    /// <summary>The DSA-2048 certificate, as PEM: verifies <c>dsa2048</c>.</summary>
    public string Dsa2048CertificatePem => _dsa2048.Value.Certificate.ExportCertificatePem();

    /// <summary>The body of <c>instance-identity/signature</c>: PKCS #1 v1.5, SHA-256.</summary>
    internal string Signature(ReadOnlySpan<byte> document) => ToLines(_rsa.Value.Sign(document));

    /// <summary>The body of <c>instance-identity/pkcs7</c>: SignedData, DSA-1024 with SHA-1.</summary>
    internal string Pkcs7(ReadOnlySpan<byte> document, DateTimeOffset signingTime) =>
        SignedData(_dsa.Value, document, signingTime, algorithmProtection: false);

    /// <summary>The body of <c>instance-identity/rsa2048</c>: SignedData, RSA-2048 with SHA-256.</summary>
    internal string Rsa2048(ReadOnlySpan<byte> document, DateTimeOffset signingTime) =>
        SignedData(_rsa.Value, document, signingTime, algorithmProtection: true);

    /// <summary>The body of <c>instance-identity/dsa2048</c>: SignedData, DSA-2048 with SHA-256. A guess: taken to be as rsa2048.</summary>
    internal string Dsa2048(ReadOnlySpan<byte> document, DateTimeOffset signingTime) =>
        SignedData(_dsa2048.Value, document, signingTime, algorithmProtection: true);

    private static string SignedData(SigningKey signer, ReadOnlySpan<byte> document, DateTimeOffset signingTime, bool algorithmProtection) =>
        ToLines(SignedDataWriter.Write(signer, document, signingTime, algorithmProtection));

    /// <summary>
    /// Lines of 76 characters, which is .NET's width too, parted by LF, none at the end: seen in real pkcs7 and rsa2048
    /// responses; that signature has the same is inferred from the examples in the EC2 guide.
    /// </summary>
    private static string ToLines(byte[] bytes) =>
        Convert.ToBase64String(bytes, Base64FormattingOptions.InsertLineBreaks).ReplaceLineEndings("\n");
}
