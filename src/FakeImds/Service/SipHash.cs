using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace FakeImds.Service;

/// <summary>
/// SipHash-2-4 with 128 bits, a MAC made for short messages (Aumasson and Bernstein, 2012). A call of the system's HMAC
/// costs more than the rest of an answer.
/// </summary>
internal readonly struct SipHash
{
    public const int KeyLength = 16;
    public const int HashLength = 16;

    private const int FinalRounds = 4;

    private readonly ulong _k0;
    private readonly ulong _k1;

    /// <param name="key">16 bytes.</param>
    public SipHash(ReadOnlySpan<byte> key)
    {
        _k0 = BinaryPrimitives.ReadUInt64LittleEndian(key);
        _k1 = BinaryPrimitives.ReadUInt64LittleEndian(key[sizeof(ulong)..KeyLength]);
    }

    /// <summary>Writes the 16 bytes of a message.</summary>
    public void Hash(ReadOnlySpan<byte> message, Span<byte> destination)
    {
        // "somepseudorandomlygeneratedbytes"; 0xee marks the 128-bit variant. The state is four locals: the processor keeps them in registers.
        var (v0, v1) = (_k0 ^ 0x736f6d6570736575, _k1 ^ 0x646f72616e646f6d ^ 0xee);
        var (v2, v3) = (_k0 ^ 0x6c7967656e657261, _k1 ^ 0x7465646279746573);
        var last = (ulong)message.Length << 56;
        for (; message.Length >= sizeof(ulong); message = message[sizeof(ulong)..])
        {
            var word = BinaryPrimitives.ReadUInt64LittleEndian(message);
            v3 ^= word;
            Mix(ref v0, ref v1, ref v2, ref v3);
            Mix(ref v0, ref v1, ref v2, ref v3);
            v0 ^= word;
        }

        for (var i = 0; i < message.Length; i++)
        {
            last |= (ulong)message[i] << (8 * i);
        }

        v3 ^= last;
        Mix(ref v0, ref v1, ref v2, ref v3);
        Mix(ref v0, ref v1, ref v2, ref v3);
        v0 ^= last;

        v2 ^= 0xee;
        for (var i = 0; i < FinalRounds; i++)
        {
            Mix(ref v0, ref v1, ref v2, ref v3);
        }

        BinaryPrimitives.WriteUInt64LittleEndian(destination, v0 ^ v1 ^ v2 ^ v3);
        v1 ^= 0xdd;
        for (var i = 0; i < FinalRounds; i++)
        {
            Mix(ref v0, ref v1, ref v2, ref v3);
        }

        BinaryPrimitives.WriteUInt64LittleEndian(destination[sizeof(ulong)..], v0 ^ v1 ^ v2 ^ v3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Mix(ref ulong v0, ref ulong v1, ref ulong v2, ref ulong v3)
    {
        v0 += v1;
        v1 = BitOperations.RotateLeft(v1, 13) ^ v0;
        v0 = BitOperations.RotateLeft(v0, 32);
        v2 += v3;
        v3 = BitOperations.RotateLeft(v3, 16) ^ v2;
        v0 += v3;
        v3 = BitOperations.RotateLeft(v3, 21) ^ v0;
        v2 += v1;
        v1 = BitOperations.RotateLeft(v1, 17) ^ v2;
        v2 = BitOperations.RotateLeft(v2, 32);
    }
}
