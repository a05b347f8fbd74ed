using System.Buffers;
using System.Text;
using System.Text.Json;

namespace FakeImds.Iac.Documents;

/// <summary>
/// The tokens of a JSON file, four bytes for each, so that a document of any size costs little more than its file: nodes and
/// strings are made of them when they are asked for. An entry is a kind in the upper three bits and an offset in the file
/// below. After the entry of an object or a list stands the index of the entry behind its end.
/// </summary>
internal sealed class JsonTape(ReadOnlyMemory<byte> text, LineMap lines)
{
    /// <summary>The largest file, in bytes.</summary>
    public const int MaxLength = 1 << KindShift;

    private const int KindShift = 29;
    private const uint NameKind = 6;
    private const int KnownNames = 1024;
    private const int BytesForEachEntry = 16;

    private static readonly SearchValues<byte> s_number = SearchValues.Create("+-.0123456789Ee"u8);

    // The names of a large document are few: each is made into a string once.
    private readonly string?[] _names = new string?[KnownNames];
    private uint[] _entries = new uint[Math.Max(16, text.Length / BytesForEachEntry)];
    private int _count;
    private bool _hasEscapedNames;

    public ReadOnlySpan<byte> Text => text.Span;

    /// <summary>The index behind the last entry, where the next will be.</summary>
    public int Count => _count;

    /// <param name="offset">Where the name stands.</param>
    /// <param name="isEscaped">Whether characters of it are written as escapes.</param>
    public void AddName(int offset, bool isEscaped)
    {
        Add((NameKind << KindShift) | (uint)offset);
        _hasEscapedNames |= isEscaped;
    }

    public void AddValue(ConfigKind kind, int offset)
    {
        Add(((uint)kind << KindShift) | (uint)offset);
        if (kind is ConfigKind.Object or ConfigKind.List)
        {
            Add(0);
        }
    }

    /// <summary>Ends the object or list at an index.</summary>
    public void End(int at) => _entries[at + 1] = (uint)_count;

    public ConfigKind KindAt(int at) => (ConfigKind)(_entries[at] >> KindShift);

    public int OffsetAt(int at) => (int)(_entries[at] & (MaxLength - 1));

    public ConfigPosition PositionAt(int at) => lines.At(OffsetAt(at));

    /// <summary>The index behind the value at an index.</summary>
    public int Behind(int at) => IsContainer(at) ? (int)_entries[at + 1] : at + 1;

    /// <summary>The first member or item of an object or a list.</summary>
    public static int First(int at) => at + 2;

    /// <summary>The index behind the last member or item of a value.</summary>
    public int Last(int at) => IsContainer(at) ? (int)_entries[at + 1] : First(at);

    /// <summary>What stands between the quotes of a string or a name.</summary>
    public ReadOnlySpan<byte> RawString(int at)
    {
        var rest = Text[(OffsetAt(at) + 1)..];
        var end = rest.IndexOfAny((byte)'"', (byte)'\\');
        while (rest[end] is (byte)'\\')
        {
            end += 2;
            end += rest[end..].IndexOfAny((byte)'"', (byte)'\\');
        }

        return rest[..end];
    }

    /// <summary>The text of a string, a number or a word.</summary>
    public string TextAt(int at)
    {
        switch (KindAt(at))
        {
            case ConfigKind.String:
                return Unescaped(at, RawString(at));
            case ConfigKind.Number:
                var number = Text[OffsetAt(at)..];
                var end = number.IndexOfAnyExcept(s_number);
                return Encoding.UTF8.GetString(end < 0 ? number : number[..end]);
            case ConfigKind.Boolean:
                return Text[OffsetAt(at)] is (byte)'t' ? "true" : "false";
            case ConfigKind.Null:
                return "null";
            default:
                return "";
        }
    }

    /// <summary>A member's name.</summary>
    public string NameAt(int at)
    {
        var raw = RawString(at);
        if (raw.IsEmpty || !Ascii.IsValid(raw) || raw.Contains((byte)'\\'))
        {
            return Unescaped(at, raw);
        }

        ref var known = ref _names[((raw.Length * 31) + (raw[0] * 7) + (raw[^1] * 17) + (raw[raw.Length / 2] * 131)) % KnownNames];
        return known is not null && Ascii.Equals(raw, known) ? known : known = Encoding.UTF8.GetString(raw);
    }

    /// <summary>Whether a member has that name.</summary>
    /// <param name="at">The member.</param>
    /// <param name="name">The name.</param>
    /// <param name="utf8">The name in UTF-8.</param>
    public bool HasName(int at, string name, ReadOnlySpan<byte> utf8)
    {
        var rest = Text[(OffsetAt(at) + 1)..];
        return rest.Length > utf8.Length && rest[utf8.Length] is (byte)'"' && rest.StartsWith(utf8) ? !utf8.Contains((byte)'\\')
            : _hasEscapedNames && NameAt(at) == name;
    }

    private string Unescaped(int at, ReadOnlySpan<byte> raw)
    {
        if (!raw.Contains((byte)'\\'))
        {
            return Encoding.UTF8.GetString(raw);
        }

        var reader = new Utf8JsonReader(Text.Slice(OffsetAt(at), raw.Length + 2));
        reader.Read();
        return reader.GetString()!;
    }

    private bool IsContainer(int at) => KindAt(at) is ConfigKind.Object or ConfigKind.List;

    private void Add(uint entry)
    {
        if (_count == _entries.Length)
        {
            Array.Resize(ref _entries, checked(_entries.Length * 2));
        }

        _entries[_count++] = entry;
    }
}
