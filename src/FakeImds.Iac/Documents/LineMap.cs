using System.Text;

namespace FakeImds.Iac.Documents;

/// <summary>Turns byte offsets of a UTF-8 file into lines and columns.</summary>
internal sealed class LineMap
{
    private readonly ReadOnlyMemory<byte> _text;
    private readonly string? _file;
    private readonly List<int> _lineStarts = [0];

    public LineMap(ReadOnlyMemory<byte> text, string? file = null)
    {
        _text = text;
        _file = file;
        var span = text.Span;
        for (var i = 0; i < span.Length; i++)
        {
            if (span[i] == '\n')
            {
                _lineStarts.Add(i + 1);
            }
        }
    }

    public ConfigPosition At(long offset)
    {
        var at = (int)Math.Min(offset, _text.Length);
        var line = _lineStarts.BinarySearch(at);
        line = line < 0 ? ~line - 1 : line;
        return new ConfigPosition(line + 1, 1 + Characters(_text.Span[_lineStarts[line]..at]), _file);
    }

    /// <summary>The place that <see cref="System.Text.Json.JsonException"/> names: a line and a byte in it, both from 0.</summary>
    public ConfigPosition At(long line, long byteInLine) =>
        line < _lineStarts.Count ? At(_lineStarts[(int)line] + byteInLine) : At(_text.Length);

    private static int Characters(ReadOnlySpan<byte> text)
    {
        var count = 0;
        while (!text.IsEmpty)
        {
            Rune.DecodeFromUtf8(text, out _, out var length);
            text = text[length..];
            count++;
        }

        return count;
    }
}
