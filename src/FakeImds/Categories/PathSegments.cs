using System.Globalization;
using System.Text;

namespace FakeImds.Categories;

/// <summary>The names in a request path, one after the other, percent-decoded, without empty ones.</summary>
/// <param name="path">The path.</param>
/// <param name="buffer">Room for <see cref="MaxDecodedLength"/> characters; empty when the path has no percent sign.</param>
internal ref struct PathSegments(ReadOnlySpan<char> path, Span<char> buffer)
{
    /// <summary>Longer than any name in the tree: a segment that decodes to more names nothing.</summary>
    public const int MaxDecodedLength = 512;

    // Every character of the longest tag key, 255, written with a percent sign.
    private const int MaxEncodedLength = 3 * 256;

    private readonly Span<char> _buffer = buffer;
    private ReadOnlySpan<char> _rest = path;

    public ReadOnlySpan<char> Current { get; private set; } = default;

    public bool MoveNext()
    {
        _rest = _rest.TrimStart('/');
        if (_rest.IsEmpty)
        {
            return false;
        }

        var end = _rest.IndexOf('/');
        var segment = end < 0 ? _rest : _rest[..end];
        _rest = end < 0 ? default : _rest[end..];
        Current = !_buffer.IsEmpty && segment.Contains('%') ? Decoded(segment) : segment;
        return true;
    }

    private readonly ReadOnlySpan<char> Decoded(ReadOnlySpan<char> segment)
    {
        if (segment.Length > MaxEncodedLength)
        {
            return segment;
        }

        Span<byte> bytes = stackalloc byte[segment.Length * 3];
        var count = 0;
        for (var i = 0; i < segment.Length; i++)
        {
            if (segment[i] is '%' && i + 2 < segment.Length && char.IsAsciiHexDigit(segment[i + 1]) && char.IsAsciiHexDigit(segment[i + 2]))
            {
                bytes[count++] = byte.Parse(segment.Slice(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
                i += 2;
            }
            else
            {
                count += Encoding.UTF8.GetBytes(segment.Slice(i, 1), bytes[count..]);
            }
        }

        return Encoding.UTF8.TryGetChars(bytes[..count], _buffer, out var length) ? _buffer[..length] : segment;
    }
}
