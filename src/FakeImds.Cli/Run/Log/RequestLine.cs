using System.Globalization;
using System.Net;
using System.Text;
using FakeImds.Cli.CommandLine;
using FakeImds.Iac.Messages;
using FakeImds.Journal;

namespace FakeImds.Cli.Run;

/// <summary>The log line of a request: <c>2026-11-23T23:30:07.123Z 10.0.0.2 hops=1 GET /latest/meta-data/ v2 200</c>.</summary>
internal static class RequestLine
{
    public static string Of(in ServedRequest request)
    {
        var line = new StringBuilder(96);
        line.Append(request.Time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
        line.Append(' ').Append(Address(request.Client));
        line.Append(" hops=").Append(request.Hops?.ToString(CultureInfo.InvariantCulture) ?? "?").Append(' ');
        AppendVisible(line, request.Method);
        line.Append(' ');
        AppendVisible(line, request.Path);
        line.Append(request.Version is ImdsVersion.V2 ? " v2 " : " v1 ");
        return (request.Status is 0 ? line.Append("withheld") : line.Append(request.Status)).ToString();
    }

    private static string Address(IPAddress? client) =>
        client is null ? "-" : client.IsIPv4MappedToIPv6 ? client.MapToIPv4().ToString() : client.ToString();

    // A field has no white space and nothing that a terminal or a log reader would act on: such characters appear as in a URL.
    private static void AppendVisible(StringBuilder line, string field)
    {
        if (field.Length is 0)
        {
            line.Append('-');
            return;
        }

        Span<byte> utf8 = stackalloc byte[4];
        foreach (var rune in field.EnumerateRunes())
        {
            if (!Rune.IsWhiteSpace(rune) && !OneLine.IsUnprintable(rune))
            {
                line.Append(rune.ToString());
                continue;
            }

            foreach (var b in utf8[..rune.EncodeToUtf8(utf8)])
            {
                line.Append(CultureInfo.InvariantCulture, $"%{b:X2}");
            }
        }
    }
}
