using System.Formats.Asn1;
using System.Numerics;
using System.Security.Cryptography;

namespace FakeImds.Identity;

/// <summary>
/// Self-signed X.509 v3 certificates that depend on nothing but key, name and serial. CertificateRequest cannot make
/// them: it has no DSA.
/// </summary>
internal static class CertificateWriter
{
    private const int Version3 = 2; // X.509 counts from 0
    private const int LastUtcTimeYear = 2049; // RFC 5280, 4.1.2.5: later years are GeneralizedTime
    private const int KeyIdentifierBytes = 20; // RFC 7093: the leftmost 160 bits of SHA-256

    // Fixed, so that no test starts to fail on a date, in the manner of EC2's own (2015 to 2195).
    private static readonly DateTimeOffset NotBefore = new(2012, 1, 5, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset NotAfter = new(2195, 1, 18, 0, 0, 0, TimeSpan.Zero);
    private static readonly Asn1Tag VersionTag = new(TagClass.ContextSpecific, 0);
    private static readonly Asn1Tag ExtensionsTag = new(TagClass.ContextSpecific, 3);

    internal static IdentityCertificate Write(SigningKey key, string commonName, BigInteger serial)
    {
        var name = Encode(writer => WriteName(writer, commonName));
        var body = Encode(writer => WriteBody(writer, key, name, serial));
        var der = Encode(writer =>
        {
            using (writer.PushSequence())
            {
                writer.WriteEncodedValue(body);
                key.WriteSignatureAlgorithm(writer);
                writer.WriteBitString(key.Sign(body));
            }
        });
        return new IdentityCertificate(der, name, serial);
    }

    private static void WriteBody(AsnWriter writer, SigningKey key, byte[] name, BigInteger serial)
    {
        using (writer.PushSequence())
        {
            using (writer.PushSequence(VersionTag))
            {
                writer.WriteInteger(Version3);
            }

            writer.WriteInteger(serial);
            key.WriteSignatureAlgorithm(writer);
            writer.WriteEncodedValue(name); // issuer
            using (writer.PushSequence())
            {
                WriteTime(writer, NotBefore);
                WriteTime(writer, NotAfter);
            }

            writer.WriteEncodedValue(name); // subject
            var publicKey = Encode(key.WritePublicKey);
            writer.WriteEncodedValue(publicKey);
            WriteExtensions(writer, publicKey);
        }
    }

    private static void WriteName(AsnWriter writer, string commonName)
    {
        using (writer.PushSequence())
        {
            WriteNamePart(writer, Oids.Organization, "FakeImds");
            WriteNamePart(writer, Oids.OrganizationalUnit, "For tests only - the private key is public");
            WriteNamePart(writer, Oids.CommonName, commonName);
        }
    }

    private static void WriteNamePart(AsnWriter writer, string type, string value)
    {
        using (writer.PushSetOf())
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(type);
            writer.WriteCharacterString(UniversalTagNumber.UTF8String, value);
        }
    }

    private static void WriteExtensions(AsnWriter writer, byte[] publicKey)
    {
        using (writer.PushSequence(ExtensionsTag))
        using (writer.PushSequence())
        {
            var keyIdentifier = SHA256.HashData(publicKey).AsSpan(0, KeyIdentifierBytes).ToArray();
            WriteExtension(writer, Oids.SubjectKeyIdentifier, critical: false, w => w.WriteOctetString(keyIdentifier));
            WriteExtension(writer, Oids.BasicConstraints, critical: true, w =>
            {
                using (w.PushSequence())
                {
                    w.WriteBoolean(true); // a CA, as EC2's are: it vouches for itself
                }
            });
        }
    }

    private static void WriteExtension(AsnWriter writer, string type, bool critical, Action<AsnWriter> value)
    {
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(type);
            if (critical)
            {
                writer.WriteBoolean(true);
            }

            writer.WriteOctetString(Encode(value));
        }
    }

    /// <summary>A Time, as certificates and signed attributes have it.</summary>
    internal static void WriteTime(AsnWriter writer, DateTimeOffset time)
    {
        if (time.UtcDateTime.Year is > LastUtcTimeYear - 100 and <= LastUtcTimeYear)
        {
            writer.WriteUtcTime(time, LastUtcTimeYear);
        }
        else
        {
            writer.WriteGeneralizedTime(time, omitFractionalSeconds: true);
        }
    }

    private static byte[] Encode(Action<AsnWriter> write)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        write(writer);
        return writer.Encode();
    }
}
