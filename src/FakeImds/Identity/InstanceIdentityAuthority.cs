namespace FakeImds.Identity;

/// <summary>
/// Signs instance identity documents as EC2 does in one Region, with test keys that follow from a seed: the same seed
/// and Region give the same certificates and signatures, on any machine, at any time. Give a certificate to the code
/// under test in the place of the AWS public certificate. The keys are made when first needed; safe for many threads.
/// </summary>
public sealed class InstanceIdentityAuthority
{
    private readonly Lazy<CertifiedKey> _rsa;
    private readonly Lazy<CertifiedKey> _dsa;
    private readonly Lazy<CertifiedKey> _dsa2048;

    /// <summary>An authority for the instances of one Region. Costs nothing until a certificate or signature is asked for.</summary>
    /// <param name="seed">Decides the keys, together with the Region.</param>
    /// <param name="region">The Region, such as <c>us-east-1</c>: EC2 has a key pair for each.</param>
    /// <exception cref="ArgumentException"><paramref name="region"/> is null or empty.</exception>
    public InstanceIdentityAuthority(int seed, string region)
    {
        ArgumentException.ThrowIfNullOrEmpty(region);
        Region = region;
        _rsa = new(() => CertifiedKey.Generate(seed, region, "rsa2048", RsaSigningKey.Generate));
        _dsa = new(() => CertifiedKey.Generate(seed, region, "dsa1024", random => new DsaSigningKey(DsaDomain.Bits1024, random)));
        _dsa2048 = new(() => CertifiedKey.Generate(seed, region, "dsa2048", random => new DsaSigningKey(DsaDomain.Bits2048, random)));
    }

    /// <summary>The Region whose instances it signs for.</summary>
    public string Region { get; }

    /// <summary>The RSA-2048 certificate, as PEM: verifies <c>signature</c> and <c>rsa2048</c>.</summary>
    public string RsaCertificatePem => _rsa.Value.Pem;

    /// <summary>The DSA-1024 certificate, as PEM: verifies <c>pkcs7</c>.</summary>
    public string DsaCertificatePem => _dsa.Value.Pem;

    /// <summary>The DSA-2048 certificate, as PEM: verifies <c>dsa2048</c>.</summary>
    public string Dsa2048CertificatePem => _dsa2048.Value.Pem;

    /// <summary>The body of <c>instance-identity/signature</c>: PKCS #1 v1.5, SHA-256.</summary>
    internal string Signature(ReadOnlySpan<byte> document) => ToLines(_rsa.Value.Key.Sign(document));

    /// <summary>The body of <c>instance-identity/pkcs7</c>: SignedData, DSA-1024 with SHA-1.</summary>
    internal string Pkcs7(ReadOnlySpan<byte> document, DateTimeOffset signingTime) =>
        SignedData(_dsa.Value, document, signingTime, algorithmProtection: false);

    /// <summary>The body of <c>instance-identity/rsa2048</c>: SignedData, RSA-2048 with SHA-256.</summary>
    internal string Rsa2048(ReadOnlySpan<byte> document, DateTimeOffset signingTime) =>
        SignedData(_rsa.Value, document, signingTime, algorithmProtection: true);

    /// <summary>The body of <c>instance-identity/dsa2048</c>: SignedData, DSA-2048 with SHA-256. A guess: taken to be as rsa2048.</summary>
    internal string Dsa2048(ReadOnlySpan<byte> document, DateTimeOffset signingTime) =>
        SignedData(_dsa2048.Value, document, signingTime, algorithmProtection: true);

    private static string SignedData(CertifiedKey signer, ReadOnlySpan<byte> document, DateTimeOffset signingTime, bool algorithmProtection) =>
        ToLines(SignedDataWriter.Write(signer.Key, signer.Certificate, document, signingTime, algorithmProtection));

    /// <summary>
    /// Lines of 76 characters, which is .NET's width too, parted by LF, none at the end: seen in real pkcs7 and rsa2048
    /// responses; that signature has the same is inferred from the examples in the EC2 guide.
    /// </summary>
    private static string ToLines(byte[] bytes) =>
        Convert.ToBase64String(bytes, Base64FormattingOptions.InsertLineBreaks).ReplaceLineEndings("\n");
}
