using System.Text;

namespace FakeImds.Iac.Documents;

/// <summary>Turns byte offsets of a UTF-8 file into lines and columns, as fast in a file of one line as in any other.</summary>
/// <param name="text">The file.</param>
/// <param name="file">Its path as the user gave it; null where one file alone is read.</param>
internal sealed class LineMap(ReadOnlyMemory<byte> text, string? file = null)
{
    // So many bytes are looked at for a place.
    private const int BlockSize = 1024;

    private (int Line, int Column)[]? _blocks;

    public string? File { get; } = file;

    /// <summary>The place of a byte.</summary>
    public ConfigPosition At(long offset) => new(this, (int)Math.Min(offset, text.Length));

    /// <summary>The place that <see cref="System.Text.Json.JsonException"/> names: a line and a byte in it, both from 0.</summary>
    public ConfigPosition At(long line, long byteInLine)
    {
        var start = 0;
        for (; line > 0 && text.Span[start..].IndexOf((byte)'\n') is >= 0 and var end; line--)
        {
            start += end + 1;
        }

        return At(line > 0 ? text.Length : start + byteInLine);
    }

    /// <summary>The line and the column of a byte, both from 1.</summary>
    public (int Line, int Column) Place(int offset)
    {
        var blocks = _blocks ??= Blocks();
        var block = offset / BlockSize;
        return Behind(blocks[block], text.Span[(block * BlockSize)..offset]);
    }

    private (int Line, int Column)[] Blocks()
    {
        var blocks = new (int Line, int Column)[(text.Length / BlockSize) + 1];
        blocks[0] = (1, 1);
        for (var i = 1; i < blocks.Length; i++)
        {
            blocks[i] = Behind(blocks[i - 1], text.Span.Slice((i - 1) * BlockSize, BlockSize));
        }

        return blocks;
    }

    private static (int Line, int Column) Behind((int Line, int Column) start, ReadOnlySpan<byte> text)
    {
        var newLine = text.LastIndexOf((byte)'\n');
        return newLine < 0 ? (start.Line, start.Column + Characters(text))
            : (start.Line + text.Count((byte)'\n'), 1 + Characters(text[(newLine + 1)..]));
    }

    private static int Characters(ReadOnlySpan<byte> text)
    {
        if (Ascii.IsValid(text))
        {
            return text.Length;
        }

        var count = 0;
        foreach (var b in text)
        {
            count += (b & 0xC0) is 0x80 ? 0 : 1;
        }

        return count;
    }
}
