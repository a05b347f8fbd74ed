using System.Formats.Asn1;
using System.Numerics;
using System.Security.Cryptography;

namespace FakeImds.Identity;

/// <summary>
/// A DSA key over fixed domain parameters. Signs with the nonce of RFC 6979, so that the same document has the same
/// signature; .NET's DSA draws a random one. Not constant-time: its keys guard nothing, they come from a public seed.
/// </summary>
internal sealed class DsaSigningKey : SigningKey
{
    /// <summary>More random bits than q has, so that the remainder mod q is as good as even (FIPS 186-4, B.1.1).</summary>
    private const int ExtraRandomBits = 64;

    private readonly DsaDomain _domain;
    private readonly BigInteger _x;
    private readonly BigInteger _y;

    internal DsaSigningKey(DsaDomain domain, SeededRandom random)
    {
        _domain = domain;
        _x = 1 + random.NextBits(domain.QBytes * 8 + ExtraRandomBits) % (domain.Q - 1);
        _y = BigInteger.ModPow(domain.G, _x, domain.P);
    }

    internal override HashAlgorithmName Digest => _domain.Digest;

    internal override byte[] Sign(ReadOnlySpan<byte> data)
    {
        var digest = CryptographicOperations.HashData(Digest, data);
        var h = ToNumber(digest);
        var nonces = new NonceSequence(Digest, ToBytes(_x, _domain.QBytes), ToBytes(h % _domain.Q, _domain.QBytes));
        while (true)
        {
            var k = ToNumber(nonces.Next());
            if (k.IsZero || k >= _domain.Q)
            {
                continue;
            }

            var r = BigInteger.ModPow(_domain.G, k, _domain.P) % _domain.Q;
            var s = BigInteger.ModPow(k, _domain.Q - 2, _domain.Q) * (h + _x * r) % _domain.Q; // q is prime: k^(q-2) = 1/k
            if (!r.IsZero && !s.IsZero)
            {
                return Encode(r, s);
            }
        }
    }

    internal override void WriteSignatureAlgorithm(AsnWriter writer, Asn1Tag? tag = null)
    {
        using (writer.PushSequence(tag))
        {
            writer.WriteObjectIdentifier(_domain.SignatureOid); // no parameters, not even NULL: RFC 5758
        }
    }

    internal override void WritePublicKey(AsnWriter writer)
    {
        using (writer.PushSequence())
        {
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier(Oids.Dsa);
                using (writer.PushSequence())
                {
                    writer.WriteInteger(_domain.P);
                    writer.WriteInteger(_domain.Q);
                    writer.WriteInteger(_domain.G);
                }
            }

            var key = new AsnWriter(AsnEncodingRules.DER);
            key.WriteInteger(_y);
            writer.WriteBitString(key.Encode());
        }
    }

    private static byte[] Encode(BigInteger r, BigInteger s)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(r);
            writer.WriteInteger(s);
        }

        return writer.Encode();
    }

    private static BigInteger ToNumber(byte[] bytes) => new(bytes, isUnsigned: true, isBigEndian: true);
}
