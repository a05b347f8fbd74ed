using System.Buffers;
using System.Text;

namespace FakeImds.Front;

/// <summary>What can be told of a request that does not reach the application.</summary>
/// <param name="Method">Its first word.</param>
/// <param name="Target">Its second word; empty where there is none.</param>
/// <param name="CarriesToken">True when it has a token header.</param>
internal sealed record MalformedRequest(string Method, string Target, bool CarriesToken)
{
    // A log line has no use for more of what is no request.
    private const int MaxWord = 256;

    private static readonly SearchValues<byte> s_ends = SearchValues.Create(" \t\r\n\v\f\0"u8);

    public static MalformedRequest None { get; } = new("", "", false);

    public bool IsPut => Method == "PUT";

    public static MalformedRequest Read(in ReadOnlySequence<byte> sequence)
    {
        var bytes = sequence.Slice(0, Math.Min(sequence.Length, RequestHead.MaxBytes)).ToArray();
        var rest = bytes.AsSpan().TrimStart("\r\n"u8);
        var line = rest.IndexOfAny("\r\n"u8) is >= 0 and var end ? rest[..end] : rest;
        var method = Word(line);
        var target = Word(line[method.Length..].TrimStart(" \t"u8));
        return new MalformedRequest(
            Encoding.Latin1.GetString(method), Encoding.Latin1.GetString(target), Encoding.Latin1.GetString(rest).Contains("\nx-aws-ec2-metadata-token:", StringComparison.OrdinalIgnoreCase));
    }

    private static ReadOnlySpan<byte> Word(ReadOnlySpan<byte> line)
    {
        var word = line.IndexOfAny(s_ends) is >= 0 and var end ? line[..end] : line;
        return word[..Math.Min(word.Length, MaxWord)];
    }
}
