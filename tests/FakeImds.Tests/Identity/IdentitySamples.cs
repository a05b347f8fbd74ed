using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using FakeImds.Identity;

namespace FakeImds.Tests.Identity;

internal static class IdentitySamples
{
    public const string DocumentText = """
        {
          "accountId" : "123456789012",
          "architecture" : "x86_64",
          "instanceId" : "i-1234567890abcdef0",
          "pendingTime" : "2026-01-02T03:04:05Z",
          "region" : "us-east-1",
          "version" : "2017-09-30"
        }
        """;

    public static readonly DateTimeOffset SigningTime = new(2026, 1, 2, 3, 4, 11, TimeSpan.Zero);

    public static readonly InstanceIdentityAuthority Authority = new();

    public static byte[] Document => Encoding.UTF8.GetBytes(DocumentText);

    public static byte[] TamperedDocument => Encoding.UTF8.GetBytes(DocumentText.Replace("123456789012", "123456789013", StringComparison.Ordinal));

    /// <summary>What the IMDS serves under <paramref name="path"/>.</summary>
    public static string Sign(this InstanceIdentityAuthority authority, string path, byte[] document) => path switch
    {
        "signature" => authority.Signature(document),
        "pkcs7" => authority.Pkcs7(document, SigningTime),
        "rsa2048" => authority.Rsa2048(document, SigningTime),
        "dsa2048" => authority.Dsa2048(document, SigningTime),
        _ => throw new ArgumentOutOfRangeException(nameof(path)),
    };

    public static string Certificate(this InstanceIdentityAuthority authority, string path) => path switch
    {
        "signature" or "rsa2048" => authority.RsaCertificatePem,
        "pkcs7" => authority.DsaCertificatePem,
        "dsa2048" => authority.Dsa2048CertificatePem,
        _ => throw new ArgumentOutOfRangeException(nameof(path)),
    };

    /// <summary>A certificate of the same issuer and serial number, of another key.</summary>
    public static string ForeignCertificate(this InstanceIdentityAuthority authority, string path)
    {
        using var ours = X509Certificate2.CreateFromPem(authority.Certificate(path));
        using var key = RSA.Create(2048);
        var request = new CertificateRequest(ours.SubjectName, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return request.Create(ours.IssuerName, X509SignatureGenerator.CreateForRSA(key, RSASignaturePadding.Pkcs1), ours.NotBefore, ours.NotAfter, ours.SerialNumberBytes.Span)
            .ExportCertificatePem();
    }
}
