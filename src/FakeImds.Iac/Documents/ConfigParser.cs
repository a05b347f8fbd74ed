using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace FakeImds.Iac.Documents;

/// <summary>Reads JSON with comments and trailing commas into nodes with exact places.</summary>
internal static class ConfigParser
{
    /// <summary>How deep objects and lists can stand in each other.</summary>
    public const int MaxDepth = 128;

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

        var lines = new LineMap(text, file);
        if (text.Length >= JsonTape.MaxLength)
        {
            throw new ConfigException(lines.At(0), $"the document has {text.Length} bytes; fewer than {JsonTape.MaxLength} are allowed");
        }

        if (!Utf8.IsValid(text.Span))
        {
            throw new ConfigException(lines.At(FirstInvalidByte(text.Span)), "the file is not UTF-8; JSON in UTF-8 is allowed");
        }

        var tape = new JsonTape(text, lines);
        try
        {
            Read(tape, lines);
        }
        catch (JsonException e)
        {
            throw new ConfigException(
                lines.At(e.LineNumber ?? 0, e.BytePositionInLine ?? 0),
                $"not JSON: {Reason(e.Message)}; JSON with comments and trailing commas is allowed");
        }

        return new TapeNode(tape);
    }

    /// <summary>The first byte of a text that is not UTF-8 which is not part of a character.</summary>
    public static int FirstInvalidByte(ReadOnlySpan<byte> text)
    {
        var at = 0;
        while (Rune.DecodeFromUtf8(text[at..], out _, out var length) is OperationStatus.Done)
        {
            at += length;
        }

        return at;
    }

    private static void Read(JsonTape tape, LineMap lines)
    {
        var reader = new Utf8JsonReader(tape.Text, new JsonReaderOptions
        {
            CommentHandling = JsonCommentHandling.Skip,
            AllowTrailingCommas = true,
            MaxDepth = MaxDepth + 1,
        });
        var names = new UniqueNames(tape);
        Span<(int At, int Names)> open = stackalloc (int, int)[MaxDepth];
        var depth = 0;
        while (reader.Read())
        {
            var offset = (int)reader.TokenStartIndex;
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject or JsonTokenType.StartArray:
                    open[depth] = depth < MaxDepth ? (tape.Count, names.Count)
                        : throw new ConfigException(lines.At(offset), $"the document is nested more than {MaxDepth} deep; less is allowed");
                    depth++;
                    tape.AddValue(reader.TokenType is JsonTokenType.StartObject ? ConfigKind.Object : ConfigKind.List, offset);
                    break;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    var (at, firstName) = open[--depth];
                    tape.End(at);
                    if (reader.TokenType is JsonTokenType.EndObject && names.End(at, firstName) is var (second, first))
                    {
                        throw new ConfigException(tape.PositionAt(second), ConfigNode.Twice(tape.NameAt(second), tape.PositionAt(first)));
                    }

                    break;
                case JsonTokenType.PropertyName:
                    Check(reader, lines);
                    tape.AddName(offset, reader.ValueIsEscaped);
                    names.Add(reader.ValueIsEscaped ? Encoding.UTF8.GetBytes(reader.GetString()!) : reader.ValueSpan);
                    break;
                case JsonTokenType.String:
                    Check(reader, lines);
                    tape.AddValue(ConfigKind.String, offset);
                    break;
                case JsonTokenType.Number:
                    tape.AddValue(ConfigKind.Number, offset);
                    break;
                case JsonTokenType.Null:
                    tape.AddValue(ConfigKind.Null, offset);
                    break;
                default:
                    tape.AddValue(ConfigKind.Boolean, offset);
                    break;
            }
        }
    }

    // The reader takes half of a surrogate pair for granted until the string is asked for.
    private static void Check(in Utf8JsonReader reader, LineMap lines)
    {
        if (!reader.ValueIsEscaped || (reader.ValueSpan.IndexOf("\\ud"u8) < 0 && reader.ValueSpan.IndexOf("\\uD"u8) < 0))
        {
            return;
        }

        try
        {
            reader.GetString();
        }
        catch (InvalidOperationException)
        {
            throw new ConfigException(lines.At(reader.TokenStartIndex), "the string has half of a surrogate pair; write \\ud83d\\ude00 or the character itself");
        }
    }

    // The reader repeats the place, counted from 0, at the end of its message.
    private static string Reason(string message)
    {
        var end = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return (end < 0 ? message : message[..end]).TrimEnd('.', ' ');
    }
}
