using System.Security.Cryptography;

namespace FakeImds.Identity;

/// <summary>The candidates for a DSA nonce in RFC 6979, section 3.2, where the digest is as long as q.</summary>
internal sealed class NonceSequence
{
    private readonly HashAlgorithmName _digest;
    private byte[] _key;
    private byte[] _value;
    private bool _started;

    internal NonceSequence(HashAlgorithmName digest, byte[] x, byte[] h)
    {
        _digest = digest;
        _key = new byte[h.Length];
        _value = new byte[h.Length];
        Array.Fill(_value, (byte)1);
        Update([0, .. x, .. h]);
        Update([1, .. x, .. h]);
    }

    internal byte[] Next()
    {
        if (_started)
        {
            Update([0]);
        }

        _started = true;
        return _value = Hmac(_value);
    }

    private void Update(byte[] input)
    {
        _key = Hmac([.. _value, .. input]);
        _value = Hmac(_value);
    }

    private byte[] Hmac(byte[] data) => CryptographicOperations.HmacData(_digest, _key, data);
}
