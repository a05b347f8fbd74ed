namespace FakeImds.Identity;

/// <summary>The object identifiers that the certificates and signatures name.</summary>
internal static class Oids
{
    internal const string Data = "1.2.840.113549.1.7.1";
    internal const string SignedData = "1.2.840.113549.1.7.2";
    internal const string ContentType = "1.2.840.113549.1.9.3";
    internal const string MessageDigest = "1.2.840.113549.1.9.4";
    internal const string SigningTime = "1.2.840.113549.1.9.5";
    internal const string CmsAlgorithmProtection = "1.2.840.113549.1.9.52";

    internal const string Sha1 = "1.3.14.3.2.26";
    internal const string Sha256 = "2.16.840.1.101.3.4.2.1";
    internal const string Rsa = "1.2.840.113549.1.1.1";
    internal const string RsaWithSha256 = "1.2.840.113549.1.1.11";
    internal const string Dsa = "1.2.840.10040.4.1";
    internal const string DsaWithSha1 = "1.2.840.10040.4.3";
    internal const string DsaWithSha256 = "2.16.840.1.101.3.4.3.2";

    internal const string CommonName = "2.5.4.3";
    internal const string Organization = "2.5.4.10";
    internal const string OrganizationalUnit = "2.5.4.11";
    internal const string SubjectKeyIdentifier = "2.5.29.14";
    internal const string BasicConstraints = "2.5.29.19";
}
