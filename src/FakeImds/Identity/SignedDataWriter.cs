using System.Formats.Asn1;
using System.Security.Cryptography;

namespace FakeImds.Identity;

/// <summary>
/// CMS SignedData as EC2 writes it: document enclosed, certificate left out. Outside the signer it is BER with
/// indefinite lengths, which some parsers stumble over, and so must see here; taken from real responses of 2018
/// (<c>pkcs7</c>) and 2021 (<c>rsa2048</c>) that projects keep in their tests.
/// </summary>
internal static class SignedDataWriter
{
    private const string Data = "1.2.840.113549.1.7.1";
    private const string SignedData = "1.2.840.113549.1.7.2";
    private const string ContentType = "1.2.840.113549.1.9.3";
    private const string MessageDigest = "1.2.840.113549.1.9.4";
    private const string SigningTime = "1.2.840.113549.1.9.5";
    private const string CmsAlgorithmProtection = "1.2.840.113549.1.9.52";
    private const int Version1 = 1; // signed content of type data, signer named by issuer and serial: RFC 5652, 5.1 and 5.3
    private const int LastUtcTimeYear = 2049; // RFC 5652, 11.3: later years are GeneralizedTime

    private static readonly Asn1Tag SignedAttributesTag = new(TagClass.ContextSpecific, 0);
    private static readonly Asn1Tag SignatureAlgorithmTag = new(TagClass.ContextSpecific, 1);

    /// <param name="key">Signs; its certificate is only named.</param>
    /// <param name="document">The content.</param>
    /// <param name="signingTime">The signed time; EC2 has whole seconds.</param>
    /// <param name="algorithmProtection">Sign the names of the algorithms too (RFC 6211): seen in rsa2048, not in pkcs7.</param>
    internal static byte[] Write(
        SigningKey key, ReadOnlySpan<byte> document, DateTimeOffset signingTime, bool algorithmProtection)
    {
        var digest = CryptographicOperations.HashData(key.Digest, document);
        var content = document.ToArray();
        var ber = new IndefiniteLengthWriter();
        ber.Open(IndefiniteLengthWriter.Sequence);
        ber.Write(w => w.WriteObjectIdentifier(SignedData));
        ber.Open(IndefiniteLengthWriter.Context0);
        ber.Open(IndefiniteLengthWriter.Sequence);
        ber.Write(w => w.WriteInteger(Version1));
        ber.Write(w =>
        {
            using (w.PushSetOf())
            {
                key.WriteDigestAlgorithm(w);
            }
        });
        ber.Open(IndefiniteLengthWriter.Sequence);
        ber.Write(w => w.WriteObjectIdentifier(Data));
        ber.Open(IndefiniteLengthWriter.Context0);
        ber.Open(IndefiniteLengthWriter.ConstructedOctetString);
        ber.Write(w => w.WriteOctetString(content));
        ber.Close(3);
        ber.Write(w =>
        {
            using (w.PushSetOf())
            {
                WriteSigner(w, key, digest, signingTime, algorithmProtection);
            }
        });
        ber.Close(3);
        return ber.ToArray();
    }

    private static void WriteSigner(
        AsnWriter writer, SigningKey key, byte[] digest, DateTimeOffset signingTime, bool algorithmProtection)
    {
        using (writer.PushSequence())
        {
            writer.WriteInteger(Version1);
            using (writer.PushSequence())
            {
                writer.WriteEncodedValue(key.Certificate.IssuerName.RawData);
                writer.WriteInteger(key.Serial);
            }

            key.WriteDigestAlgorithm(writer);
            WriteAttributes(writer, SignedAttributesTag);
            key.WriteSignatureAlgorithm(writer);

            // What is signed is the attributes under their own tag, SET OF (RFC 5652, 5.4).
            var signed = new AsnWriter(AsnEncodingRules.DER);
            WriteAttributes(signed, Asn1Tag.SetOf);
            writer.WriteOctetString(key.Sign(signed.Encode()));
        }

        void WriteAttributes(AsnWriter attributes, Asn1Tag tag)
        {
            using (attributes.PushSetOf(tag)) // DER sorts the attributes by length; EC2 has them in this order
            {
                WriteAttribute(attributes, ContentType, w => w.WriteObjectIdentifier(Data));
                WriteAttribute(attributes, SigningTime, w => WriteTime(w, signingTime));
                if (algorithmProtection)
                {
                    WriteAttribute(attributes, CmsAlgorithmProtection, w => WriteAlgorithms(w, key));
                }

                WriteAttribute(attributes, MessageDigest, w => w.WriteOctetString(digest));
            }
        }
    }

    private static void WriteTime(AsnWriter writer, DateTimeOffset time)
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

    private static void WriteAlgorithms(AsnWriter writer, SigningKey key)
    {
        using (writer.PushSequence())
        {
            key.WriteDigestAlgorithm(writer);
            key.WriteSignatureAlgorithm(writer, SignatureAlgorithmTag);
        }
    }

    private static void WriteAttribute(AsnWriter writer, string type, Action<AsnWriter> value)
    {
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(type);
            using (writer.PushSetOf())
            {
                value(writer);
            }
        }
    }
}
