using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using FakeImds.Ec2;

namespace FakeImds.Service;

/// <summary>
/// Issues and checks tokens without keeping any: 40 bytes of header, nonce, life and a MAC over them and the instance
/// (docs/fidelity.md#token). Any number may be alive; memory does not grow with them.
/// </summary>
internal sealed class SessionToken
{
    /// <summary>Characters of a token: base64url with padding.</summary>
    public const int Length = 56;

    /// <summary>The shortest life EC2 grants, in seconds.</summary>
    public const int MinTtlSeconds = 1;

    /// <summary>The longest life EC2 grants, in seconds: six hours.</summary>
    public const int MaxTtlSeconds = 21600;

    private const int HeaderLength = 4;
    private const int NonceOffset = HeaderLength;
    private const int NonceLength = 12;
    private const int LifeOffset = NonceOffset + NonceLength;
    private const int MacOffset = LifeOffset + sizeof(long);
    private const int MacLength = SipHash.HashLength;
    private const int RawLength = MacOffset + MacLength;

    // Nitro's tokens begin with these bytes, which read AQAEA.
    private const uint Header = 0x01000400;

    private readonly SipHash _mac;
    private readonly ulong _nonceSeed;
    private long _issued;

    /// <summary>Creates the authority of one instance.</summary>
    /// <param name="secret">Any bytes; another instance's must differ.</param>
    public SessionToken(ReadOnlySpan<byte> secret)
    {
        Span<byte> material = stackalloc byte[Sha256.HashLength];
        Sha256.Hash(secret, material);
        _mac = new SipHash(material);
        _nonceSeed = BinaryPrimitives.ReadUInt64LittleEndian(material[SipHash.KeyLength..]);
    }

    /// <summary>Writes a new token of <see cref="Length"/> ASCII characters.</summary>
    public void Issue(long life, int boot, Span<byte> destination)
    {
        Span<byte> raw = stackalloc byte[RawLength];
        BinaryPrimitives.WriteUInt32BigEndian(raw, Header);
        var number = (ulong)Interlocked.Increment(ref _issued);
        BinaryPrimitives.WriteUInt64LittleEndian(raw[NonceOffset..], Mix(_nonceSeed + number));
        BinaryPrimitives.WriteUInt32LittleEndian(raw[(NonceOffset + sizeof(ulong))..], (uint)Mix(~_nonceSeed ^ number));
        BinaryPrimitives.WriteInt64LittleEndian(raw[LifeOffset..], life ^ NonceMask(raw));
        Mac(raw, boot, raw[MacOffset..]);
        Base64Url.EncodeToUtf8(raw, destination);
        "=="u8.CopyTo(destination[(Length - 2)..]);
    }

    /// <summary>Checks a token.</summary>
    /// <returns>True and its life (<see cref="TokenLife"/>) when this authority issued it for this start of the instance; it may have expired.</returns>
    public bool TryRead(ReadOnlySpan<char> token, int boot, out long life)
    {
        life = 0;
        Span<byte> raw = stackalloc byte[RawLength];

        // 40 bytes leave four bits of the last character unused: other spellings of the same bytes are not the same token.
        if (token.Length != Length || !token.EndsWith("==") || token[Length - 3] is not ('A' or 'Q' or 'g' or 'w')
            || Base64Url.DecodeFromChars(token, raw, out _, out var written) is not OperationStatus.Done || written != RawLength)
        {
            return false;
        }

        Span<byte> mac = stackalloc byte[MacLength];
        Mac(raw, boot, mac);

        // Both halves are always compared, so the time tells nothing of either.
        if (((BinaryPrimitives.ReadUInt64LittleEndian(mac) ^ BinaryPrimitives.ReadUInt64LittleEndian(raw[MacOffset..]))
            | (BinaryPrimitives.ReadUInt64LittleEndian(mac[sizeof(ulong)..]) ^ BinaryPrimitives.ReadUInt64LittleEndian(raw[(MacOffset + sizeof(ulong))..]))) != 0)
        {
            return false;
        }

        life = BinaryPrimitives.ReadInt64LittleEndian(raw[LifeOffset..]) ^ NonceMask(raw);
        return true;
    }

    // The life is no secret; masked, a token looks as random as EC2's.
    private static long NonceMask(ReadOnlySpan<byte> raw) => BinaryPrimitives.ReadInt64LittleEndian(raw[NonceOffset..]);

    private void Mac(ReadOnlySpan<byte> raw, int boot, Span<byte> destination)
    {
        Span<byte> message = stackalloc byte[MacOffset + sizeof(int)];
        raw[..MacOffset].CopyTo(message);
        BinaryPrimitives.WriteInt32LittleEndian(message[MacOffset..], boot);
        _mac.Hash(message, destination);
    }

    // SplitMix64: distinct numbers give distinct nonces that show no pattern.
    private static ulong Mix(ulong value)
    {
        value += 0x9E3779B97F4A7C15;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
