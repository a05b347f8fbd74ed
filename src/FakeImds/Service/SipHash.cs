using System.Buffers.Binary;
using System.Numerics;

namespace FakeImds.Service;

/// <summary>
/// SipHash-2-4 with 128 bits, a MAC made for short messages (Aumasson and Bernstein, 2012). A call of the system's HMAC
/// costs more than the rest of an answer.
/// </summary>
internal readonly struct SipHash
{
    public const int KeyLength = 16;
    public const int HashLength = 16;

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
        // "somepseudorandomlygeneratedbytes"; 0xee marks the 128-bit variant.
        var state = new State(
            _k0 ^ 0x736f6d6570736575, _k1 ^ 0x646f72616e646f6d ^ 0xee, _k0 ^ 0x6c7967656e657261, _k1 ^ 0x7465646279746573);
        var last = (ulong)message.Length << 56;
        for (; message.Length >= sizeof(ulong); message = message[sizeof(ulong)..])
        {
            state.Add(BinaryPrimitives.ReadUInt64LittleEndian(message));
        }

        for (var i = 0; i < message.Length; i++)
        {
            last |= (ulong)message[i] << (8 * i);
        }

        state.Add(last);
        BinaryPrimitives.WriteUInt64LittleEndian(destination, state.FirstHalf());
        BinaryPrimitives.WriteUInt64LittleEndian(destination[sizeof(ulong)..], state.SecondHalf());
    }

    private ref struct State(ulong v0, ulong v1, ulong v2, ulong v3)
    {
        private ulong _v0 = v0;
        private ulong _v1 = v1;
        private ulong _v2 = v2;
        private ulong _v3 = v3;

        public void Add(ulong word)
        {
            _v3 ^= word;
            Mix(2);
            _v0 ^= word;
        }

        public ulong FirstHalf()
        {
            _v2 ^= 0xee;
            return Finish();
        }

        public ulong SecondHalf()
        {
            _v1 ^= 0xdd;
            return Finish();
        }

        private ulong Finish()
        {
            Mix(4);
            return _v0 ^ _v1 ^ _v2 ^ _v3;
        }

        private void Mix(int rounds)
        {
            for (var i = 0; i < rounds; i++)
            {
                _v0 += _v1;
                _v1 = BitOperations.RotateLeft(_v1, 13) ^ _v0;
                _v0 = BitOperations.RotateLeft(_v0, 32);
                _v2 += _v3;
                _v3 = BitOperations.RotateLeft(_v3, 16) ^ _v2;
                _v0 += _v3;
                _v3 = BitOperations.RotateLeft(_v3, 21) ^ _v0;
                _v2 += _v1;
                _v1 = BitOperations.RotateLeft(_v1, 17) ^ _v2;
                _v2 = BitOperations.RotateLeft(_v2, 32);
            }
        }
    }
}
