using System.Formats.Asn1;
using System.Numerics;
using System.Security.Cryptography;

namespace FakeImds.Identity;

/// <summary>An RSA-2048 key; signs by PKCS #1 v1.5 with SHA-256.</summary>
internal sealed class RsaSigningKey : SigningKey
{
    private const int KeyBits = 2048;
    private const int PublicExponent = 65537; // a prime: its inverse comes from Fermat's little theorem

    private readonly RSAParameters _parameters;

    private RsaSigningKey(RSAParameters parameters) => _parameters = parameters;

    internal override HashAlgorithmName Digest => HashAlgorithmName.SHA256;

    internal static RsaSigningKey Generate(SeededRandom random)
    {
        // Each prime has a stream of its own, so that they can be sought side by side.
        SeededRandom[] streams = [random.Fork(), random.Fork()];
        var primes = new BigInteger[streams.Length];
        do
        {
            Parallel.For(0, primes.Length, i => primes[i] = PrimeGeneration.Next(streams[i], KeyBits / 2, PublicExponent));
        }
        while (primes[0] == primes[1]);
        var (p, q) = (primes[0], primes[1]);

        // d = 1/e mod phi is (1 + phi * k) / e for the k that makes the division come out: k = -1/phi mod e.
        BigInteger e = PublicExponent;
        var phi = (p - 1) * (q - 1);
        var d = (1 + phi * (e - BigInteger.ModPow(phi, e - 2, e))) / e;

        const int Bytes = KeyBits / 8;
        return new RsaSigningKey(new RSAParameters
        {
            Modulus = ToBytes(p * q, Bytes),
            Exponent = e.ToByteArray(isUnsigned: true, isBigEndian: true),
            D = ToBytes(d, Bytes),
            P = ToBytes(p, Bytes / 2),
            Q = ToBytes(q, Bytes / 2),
            DP = ToBytes(d % (p - 1), Bytes / 2),
            DQ = ToBytes(d % (q - 1), Bytes / 2),
            InverseQ = ToBytes(BigInteger.ModPow(q, p - 2, p), Bytes / 2),
        });
    }

    internal override byte[] Sign(ReadOnlySpan<byte> data)
    {
        // An RSA object of its own for each signature: one shared by threads is not promised to be safe.
        using var rsa = RSA.Create(_parameters);
        return rsa.SignData(data, Digest, RSASignaturePadding.Pkcs1);
    }

    internal override void WriteSignatureAlgorithm(AsnWriter writer, Asn1Tag? tag = null)
    {
        using (writer.PushSequence(tag))
        {
            writer.WriteObjectIdentifier(Oids.RsaWithSha256);
            writer.WriteNull();
        }
    }

    internal override void WritePublicKey(AsnWriter writer)
    {
        using (writer.PushSequence())
        {
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier(Oids.Rsa);
                writer.WriteNull();
            }

            var key = new AsnWriter(AsnEncodingRules.DER);
            using (key.PushSequence())
            {
                key.WriteIntegerUnsigned(_parameters.Modulus);
                key.WriteIntegerUnsigned(_parameters.Exponent);
            }

            writer.WriteBitString(key.Encode());
        }
    }
}
