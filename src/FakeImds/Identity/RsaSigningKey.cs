using System.Security.Cryptography;

namespace FakeImds.Identity;

/// <summary>The RSA-2048 test key; signs by PKCS #1 v1.5 with SHA-256.</summary>
internal sealed class RsaSigningKey() : SigningKey("rsa2048", HashAlgorithmName.SHA256, RsaWithSha256)
{
    internal override byte[] Sign(ReadOnlySpan<byte> data)
    {
        // An RSA object of its own for each signature: one shared by threads is not promised to be safe.
        using var rsa = RSA.Create();
        rsa.ImportPkcs8PrivateKey(PrivateKey, out _);
        return rsa.SignData(data, Digest, RSASignaturePadding.Pkcs1);
    }
}
