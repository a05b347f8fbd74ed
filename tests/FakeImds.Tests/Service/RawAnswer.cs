using System.Globalization;
using System.Text;

namespace FakeImds.Tests.Service;

/// <summary>An answer as it came from the socket. Header names keep their case and repetitions.</summary>
internal sealed record RawAnswer(string StatusLine, IReadOnlyList<(string Name, string Value)> Headers, byte[] Body)
{
    public int Status => int.Parse(StatusLine.AsSpan(9, 3), CultureInfo.InvariantCulture);

    public string Text => Encoding.UTF8.GetString(Body);

    public string? this[string name] => Headers.Where(h => h.Name == name).Select(h => h.Value).SingleOrDefault();

    /// <summary>Reads the head; the body is what follows, up to <c>Content-Length</c> or, without <paramref name="bounded"/>, to the end.</summary>
    /// <returns>The answer and how many bytes it took; null while the bytes end before it does.</returns>
    public static (RawAnswer Answer, int Length)? Parse(ReadOnlySpan<byte> bytes, bool bounded, bool isHead)
    {
        var end = bytes.IndexOf("\r\n\r\n"u8);
        if (end < 0)
        {
            return null;
        }

        var lines = Encoding.Latin1.GetString(bytes[..end]).Split("\r\n");
        var headers = lines.Skip(1).Select(static l => (l[..l.IndexOf(':')], l[(l.IndexOf(':') + 1)..].TrimStart(' '))).ToArray();
        var rest = bytes[(end + 4)..];
        var length = rest.Length;
        if (bounded)
        {
            var stated = headers.FirstOrDefault(static h => h.Item1 == "Content-Length").Item2;
            length = isHead || stated is null ? 0 : int.Parse(stated, CultureInfo.InvariantCulture);
            if (rest.Length < length)
            {
                return null;
            }
        }

        return (new RawAnswer(lines[0], headers, rest[..length].ToArray()), end + 4 + length);
    }

    /// <summary>Exactly these headers, in any order, and exactly this body.</summary>
    public void ShouldBeExactly(string statusLine, byte[] body, params (string Name, string Value)[] headers)
    {
        StatusLine.ShouldBe(statusLine);
        Sorted(Headers).ShouldBe(Sorted(headers));
        Body.ShouldBe(body);
    }

    private static string[] Sorted(IEnumerable<(string Name, string Value)> headers) =>
        [.. headers.Select(static h => $"{h.Name}: {h.Value}").Order(StringComparer.Ordinal)];
}
