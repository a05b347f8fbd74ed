using System.Formats.Asn1;
using System.Numerics;
using System.Security.Cryptography;

namespace FakeImds.Identity;

/// <summary>
/// A DSA test key whose digest is as long as its q. .NET's DSA is no use here: it draws a random nonce, and the same document
/// must have the same signature (docs/fidelity.md#seed); macOS' has no 2048 bits. Not for secrets: the key is public.
/// </summary>
internal sealed class DsaSigningKey(string name, HashAlgorithmName digest, string signatureOid) : SigningKey(name, digest, signatureOid)
{
    internal const string WithSha1 = "1.2.840.10040.4.3";
    internal const string WithSha256 = "2.16.840.1.101.3.4.3.2";

    internal override byte[] Sign(ReadOnlySpan<byte> data)
    {
        var key = new AsnReader(PrivateKey, AsnEncodingRules.DER).ReadSequence(); // RFC 5958, 2
        key.ReadInteger();
        var algorithm = key.ReadSequence();
        algorithm.ReadObjectIdentifier();
        var domain = algorithm.ReadSequence();
        var (p, q, g) = (domain.ReadInteger(), domain.ReadInteger(), domain.ReadInteger());
        var x = new AsnReader(key.ReadOctetString(), AsnEncodingRules.DER).ReadInteger();

        var h = ToNumber(CryptographicOperations.HashData(Digest, data));
        var k = 1 + ToNumber(SHA512.HashData([.. x.ToByteArray(), .. h.ToByteArray()])) % (q - 1);
        var r = BigInteger.ModPow(g, k, p) % q;
        var s = BigInteger.ModPow(k, q - 2, q) * (h + x * r) % q; // q is prime: k^(q-2) = 1/k

        var signature = new AsnWriter(AsnEncodingRules.DER);
        using (signature.PushSequence())
        {
            signature.WriteInteger(r);
            signature.WriteInteger(s);
        }

        return signature.Encode();
    }

    private static BigInteger ToNumber(byte[] bytes) => new(bytes, isUnsigned: true, isBigEndian: true);
}
