using System.Numerics;
using System.Security.Cryptography;

namespace FakeImds.Identity;

/// <summary>A key with its certificate.</summary>
/// <param name="Key">The key.</param>
/// <param name="Certificate">Its self-signed certificate.</param>
internal sealed record CertifiedKey(SigningKey Key, IdentityCertificate Certificate)
{
    private const int SerialBits = 64; // as EC2's

    internal string Pem => PemEncoding.WriteString("CERTIFICATE", Certificate.Der);

    /// <param name="seed">The user's seed.</param>
    /// <param name="region">EC2 has a key pair for each Region.</param>
    /// <param name="algorithm">Keeps the keys of one Region apart.</param>
    /// <param name="generate">Draws the key.</param>
    internal static CertifiedKey Generate(int seed, string region, string algorithm, Func<SeededRandom, SigningKey> generate)
    {
        var random = new SeededRandom(seed, $"identity/{algorithm}/{region}");
        var serial = random.NextBits(SerialBits) | BigInteger.One; // never zero
        var key = generate(random);
        return new CertifiedKey(key, CertificateWriter.Write(key, $"FakeImds test identity {region}", serial));
    }
}
