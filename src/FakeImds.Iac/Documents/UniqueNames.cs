using System.Buffers.Binary;
using System.Text;

namespace FakeImds.Iac.Documents;

/// <summary>Finds a member that an object has twice, in a time that grows with the object alone.</summary>
internal sealed class UniqueNames(JsonTape tape)
{
    // More names than these are held against each other in a table.
    private const int MaxHashes = 64;

    private const ulong Prime = 0x9E3779B97F4A7C15;

    // The short hashes of the names of all objects that are open, those of the innermost last.
    private uint[] _hashes = new uint[256];
    private int _count;

    // Indexes of names, at the places that their hashes give them; 0 is an empty place.
    private int[] _places = new int[64];

    /// <summary>How many names there are in open objects: what the next object begins with.</summary>
    public int Count => _count;

    /// <summary>Takes a name of the innermost object.</summary>
    public void Add(ReadOnlySpan<byte> name)
    {
        if (_count == _hashes.Length)
        {
            Array.Resize(ref _hashes, _count * 2);
        }

        _hashes[_count++] = ShortHash(name);
    }

    /// <summary>Ends the innermost object.</summary>
    /// <param name="at">The object.</param>
    /// <param name="start">What <see cref="Count"/> was when it began.</param>
    /// <returns>The second and the first of two members of one name; null when all differ.</returns>
    public (int Second, int First)? End(int at, int start)
    {
        ReadOnlySpan<uint> hashes = _hashes.AsSpan(start, _count - start);
        _count = start;
        if (hashes.Length > MaxHashes)
        {
            return FindTwice(at);
        }

        for (var i = 1; i < hashes.Length; i++)
        {
            if (hashes[..i].Contains(hashes[i]))
            {
                return FindTwice(at);
            }
        }

        return null;
    }

    private (int Second, int First)? FindTwice(int at)
    {
        var (first, end) = (JsonTape.First(at), tape.Last(at));
        var places = Cleared((end - first) / 2);
        for (var name = first; name < end; name = tape.Behind(name + 1))
        {
            if (Known(places, name) is { } known)
            {
                return (name, known);
            }
        }

        return null;
    }

    private int? Known(Span<int> places, int name)
    {
        var raw = tape.RawString(name);
        if (raw.Contains((byte)'\\'))
        {
            raw = Encoding.UTF8.GetBytes(tape.NameAt(name));
        }

        var hash = default(HashCode);
        hash.AddBytes(raw);
        for (var place = hash.ToHashCode() & (places.Length - 1); ; place = (place + 1) & (places.Length - 1))
        {
            if (places[place] is 0)
            {
                places[place] = name;
                return null;
            }

            if (IsNamed(places[place], raw))
            {
                return places[place];
            }
        }
    }

    private bool IsNamed(int other, ReadOnlySpan<byte> name)
    {
        var raw = tape.RawString(other);
        return raw.Contains((byte)'\\') ? Encoding.UTF8.GetBytes(tape.NameAt(other)).AsSpan().SequenceEqual(name) : raw.SequenceEqual(name);
    }

    // Made to be fast: names that only share it are told apart by FindTwice.
    private static uint ShortHash(ReadOnlySpan<byte> name)
    {
        ulong hash = (uint)name.Length;
        for (; name.Length >= sizeof(ulong); name = name[sizeof(ulong)..])
        {
            hash = (hash ^ BinaryPrimitives.ReadUInt64LittleEndian(name)) * Prime;
        }

        foreach (var b in name)
        {
            hash = (hash ^ b) * Prime;
        }

        return (uint)(hash >> 32);
    }

    // At least half of the places stay empty.
    private Span<int> Cleared(int names)
    {
        var size = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)(names * 2) + 2);
        if (_places.Length < size)
        {
            _places = new int[size];
        }

        var places = _places.AsSpan(0, size);
        places.Clear();
        return places;
    }
}
