using System.Buffers.Binary;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;

namespace FakeImds.Identity;

/// <summary>
/// An endless stream of bytes fixed by a seed and a purpose: SHA-256 in counter mode. The same on every machine and
/// .NET version, which <see cref="Random"/> does not promise. Not thread-safe; each use makes its own.
/// </summary>
internal sealed class SeededRandom
{
    private readonly byte[] _block = new byte[SHA256.HashSizeInBytes + sizeof(ulong)];
    private readonly byte[] _output = new byte[SHA256.HashSizeInBytes];
    private ulong _counter;
    private int _used = SHA256.HashSizeInBytes;

    /// <param name="seed">The user's seed.</param>
    /// <param name="purpose">Keeps the streams of one seed apart: another key, another purpose.</param>
    internal SeededRandom(int seed, string purpose)
    {
        var input = new byte[sizeof(int) + Encoding.UTF8.GetByteCount(purpose)];
        BinaryPrimitives.WriteInt32BigEndian(input, seed);
        Encoding.UTF8.GetBytes(purpose, input.AsSpan(sizeof(int)));
        SHA256.HashData(input, _block);
    }

    private SeededRandom(byte[] key) => key.CopyTo(_block, 0);

    /// <summary>Another stream, decided by the next bytes of this one.</summary>
    internal SeededRandom Fork()
    {
        var key = new byte[SHA256.HashSizeInBytes];
        Fill(key);
        return new SeededRandom(key);
    }

    internal void Fill(Span<byte> destination)
    {
        for (var i = 0; i < destination.Length; i++)
        {
            if (_used == _output.Length)
            {
                BinaryPrimitives.WriteUInt64BigEndian(_block.AsSpan(SHA256.HashSizeInBytes), _counter++);
                SHA256.HashData(_block, _output);
                _used = 0;
            }

            destination[i] = _output[_used++];
        }
    }

    /// <summary>A number of at most <paramref name="bits"/> bits; <paramref name="bits"/> is a multiple of 8.</summary>
    internal BigInteger NextBits(int bits)
    {
        var bytes = new byte[bits / 8];
        Fill(bytes);
        return new BigInteger(bytes, isUnsigned: true, isBigEndian: true);
    }
}
