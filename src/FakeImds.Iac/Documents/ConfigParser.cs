using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace FakeImds.Iac.Documents;

/// <summary>Reads JSON with comments and trailing commas into nodes with exact places.</summary>
internal ref struct ConfigParser
{
    private readonly LineMap _lines;
    private Utf8JsonReader _reader;

    private ConfigParser(ReadOnlyMemory<byte> text, string? file)
    {
        _lines = new LineMap(text, file);
        _reader = new Utf8JsonReader(text.Span, new JsonReaderOptions
        {
            CommentHandling = JsonCommentHandling.Skip,
            AllowTrailingCommas = true,
        });
    }

    /// <summary>The document of a file.</summary>
    /// <param name="text">The file's bytes.</param>
    /// <param name="file">The file's path, for the positions; null where it does not matter.</param>
    /// <exception cref="ConfigException">It is not UTF-8 or not JSON, or a member is given twice.</exception>
    public static ConfigNode Parse(ReadOnlyMemory<byte> text, string? file = null)
    {
        if (text.Span.StartsWith(Encoding.UTF8.Preamble))
        {
            text = text[Encoding.UTF8.Preamble.Length..];
        }

        var parser = new ConfigParser(text, file);
        if (!Utf8.IsValid(text.Span))
        {
            throw new ConfigException(parser._lines.At(FirstInvalidByte(text.Span)), "the file is not UTF-8; JSON in UTF-8 is allowed");
        }

        try
        {
            parser._reader.Read();
            var root = parser.Value("");
            parser._reader.Read();
            return root;
        }
        catch (JsonException e)
        {
            throw new ConfigException(
                parser._lines.At(e.LineNumber ?? 0, e.BytePositionInLine ?? 0),
                $"not JSON: {Reason(e.Message)}; JSON with comments and trailing commas is allowed");
        }
    }

    private ConfigNode Value(string path)
    {
        var position = Here;
        switch (_reader.TokenType)
        {
            case JsonTokenType.StartObject:
                return Object(path, position);
            case JsonTokenType.StartArray:
                return List(path, position);
            case JsonTokenType.String:
                return new ConfigNode(ConfigKind.String, position, path, Text());
            case JsonTokenType.Number:
                return new ConfigNode(ConfigKind.Number, position, path, Encoding.UTF8.GetString(_reader.ValueSpan));
            case JsonTokenType.True:
                return new ConfigNode(ConfigKind.Boolean, position, path, "true");
            case JsonTokenType.False:
                return new ConfigNode(ConfigKind.Boolean, position, path, "false");
            default:
                return new ConfigNode(ConfigKind.Null, position, path, "null");
        }
    }

    private ConfigNode Object(string path, ConfigPosition position)
    {
        var node = new ConfigNode(ConfigKind.Object, position, path);
        while (_reader.Read() && _reader.TokenType is not JsonTokenType.EndObject)
        {
            var (name, at) = (Text(), Here);
            _reader.Read();
            node.Add(new ConfigMember(name, at, Value(path.Length is 0 ? name : $"{path}.{name}")));
        }

        return node;
    }

    private ConfigNode List(string path, ConfigPosition position)
    {
        var node = new ConfigNode(ConfigKind.List, position, path);
        while (_reader.Read() && _reader.TokenType is not JsonTokenType.EndArray)
        {
            node.Add(Value(string.Create(CultureInfo.InvariantCulture, $"{path}[{node.Items.Count}]")));
        }

        return node;
    }

    private readonly ConfigPosition Here => _lines.At(_reader.TokenStartIndex);

    private readonly string Text()
    {
        try
        {
            return _reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw new ConfigException(Here, "the string has half of a surrogate pair; write \\ud83d\\ude00 or the character itself");
        }
    }

    private static int FirstInvalidByte(ReadOnlySpan<byte> text)
    {
        var at = 0;
        while (Rune.DecodeFromUtf8(text[at..], out _, out var length) is System.Buffers.OperationStatus.Done)
        {
            at += length;
        }

        return at;
    }

    // The reader repeats the place, counted from 0, at the end of its message.
    private static string Reason(string message)
    {
        var end = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return (end < 0 ? message : message[..end]).TrimEnd('.', ' ');
    }
}
