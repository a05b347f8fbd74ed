using System.Formats.Asn1;
using System.Numerics;
using System.Security.Cryptography;

namespace FakeImds.Identity;

/// <summary>A private key and the one digest it signs with. Its signatures depend on nothing but key and data.</summary>
internal abstract class SigningKey
{
    internal abstract HashAlgorithmName Digest { get; }

    internal abstract byte[] Sign(ReadOnlySpan<byte> data);

    /// <summary>The AlgorithmIdentifier of signatures, with an optional implicit tag.</summary>
    internal abstract void WriteSignatureAlgorithm(AsnWriter writer, Asn1Tag? tag = null);

    /// <summary>The SubjectPublicKeyInfo.</summary>
    internal abstract void WritePublicKey(AsnWriter writer);

    /// <summary>The AlgorithmIdentifier of the digest; EC2's name the absent parameters as NULL.</summary>
    internal void WriteDigestAlgorithm(AsnWriter writer)
    {
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(Digest == HashAlgorithmName.SHA1 ? Oids.Sha1 : Oids.Sha256);
            writer.WriteNull();
        }
    }

    /// <summary>Big-endian, of exactly <paramref name="length"/> bytes.</summary>
    protected static byte[] ToBytes(BigInteger value, int length)
    {
        var bytes = new byte[length];
        value.TryWriteBytes(bytes.AsSpan(length - value.GetByteCount(isUnsigned: true)), out _, isUnsigned: true, isBigEndian: true);
        return bytes;
    }
}
