using System.Formats.Asn1;
using System.Numerics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace FakeImds.Identity;

/// <summary>A public test key with its certificate. Its signatures depend on nothing but key and data.</summary>
/// <param name="name">Of the files under <c>TestKeys/</c>.</param>
/// <param name="digest">The one digest it signs with.</param>
/// <param name="signatureOid">Names key and digest.</param>
internal abstract class SigningKey(string name, HashAlgorithmName digest, string signatureOid)
{
    protected const string RsaWithSha256 = "1.2.840.113549.1.1.11";
    private const string Sha1 = "1.3.14.3.2.26";
    private const string Sha256 = "2.16.840.1.101.3.4.2.1";

    internal HashAlgorithmName Digest => digest;

    internal X509Certificate2 Certificate { get; } = X509CertificateLoader.LoadCertificate(Embedded($"{name}.certificate.der"));

    internal BigInteger Serial => new(Certificate.SerialNumberBytes.Span, isUnsigned: true, isBigEndian: true);

    /// <summary>PKCS #8.</summary>
    protected byte[] PrivateKey { get; } = Embedded($"{name}.key.der");

    internal abstract byte[] Sign(ReadOnlySpan<byte> data);

    /// <summary>The AlgorithmIdentifier of the digest; EC2's name the absent parameters as NULL.</summary>
    internal void WriteDigestAlgorithm(AsnWriter writer) => WriteAlgorithm(writer, digest == HashAlgorithmName.SHA1 ? Sha1 : Sha256, null, true);

    /// <summary>The AlgorithmIdentifier of signatures, with an optional implicit tag; DSA's has no parameters, not even NULL (RFC 5758).</summary>
    internal void WriteSignatureAlgorithm(AsnWriter writer, Asn1Tag? tag = null) => WriteAlgorithm(writer, signatureOid, tag, signatureOid == RsaWithSha256);

    private static void WriteAlgorithm(AsnWriter writer, string oid, Asn1Tag? tag, bool withNull)
    {
        using (writer.PushSequence(tag))
        {
            writer.WriteObjectIdentifier(oid);
            if (withNull)
            {
                writer.WriteNull();
            }
        }
    }

    private static byte[] Embedded(string file)
    {
        using var stream = typeof(SigningKey).Assembly.GetManifestResourceStream($"FakeImds.Identity.public-test-{file}")!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
