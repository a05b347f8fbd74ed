using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;

namespace FakeImds.Tests.Service;

/// <summary>The closed set of answers that the ledger lists. An answer is reduced to its shape; any other shape is a failure.</summary>
internal static partial class ListedAnswers
{
    private const string Ttl = "|X-Aws-Ec2-Metadata-Token-Ttl-Seconds: S";

    private static readonly FrozenSet<string> s_service = new[]
    {
        Shape("200 OK", "token", "text/plain", Ttl),
        Shape("200 OK", "empty", "text/plain", "|Allow: OPTIONS, PUT"),
        Shape("200 OK", "data", "text/plain", "|Accept-Ranges: none|Last-Modified: D"),
        Shape("200 OK", "data", "text/plain", "|Accept-Ranges: none|Last-Modified: D" + Ttl),
        Shape("200 OK", "data", "application/octet-stream", "|Accept-Ranges: none|Last-Modified: D"),
        Shape("200 OK", "data", "application/octet-stream", "|Accept-Ranges: none|Last-Modified: D" + Ttl),
        Shape("400 Bad Request", "empty", "text/plain"),
        Shape("401 Unauthorized", "empty", "text/plain"),
        Shape("403 Forbidden", "empty", "text/plain"),
        Shape("403 Forbidden", "page", "text/html"),
        Shape("404 Not Found", "page", "text/html"),
        Shape("404 Not Found", "page", "text/html", Ttl),
        Shape("405 Not Allowed", "empty", "text/plain", "|Allow: GET, HEAD"),
        Shape("405 Not Allowed", "empty", "text/plain", "|Allow: OPTIONS, PUT"),
    }.ToFrozenSet();

    private static readonly FrozenSet<string> s_malformed = new[]
    {
        "400 Bad Request", "408 Request Timeout", "413 Payload Too Large", "414 URI Too Long", "431 Request Header Fields Too Large", "505 HTTP Version Not Supported",
    }.Select(static s => Shape(s, "empty", "text/plain")).ToFrozenSet();

    /// <summary>Throws unless the service or the server in front of it has such an answer in the ledger.</summary>
    public static void ShouldBeListed(RawAnswer answer, bool isHead, bool mayBeMalformed)
    {
        var body = answer.StatusLine.Contains(" 404 ") || answer["Content-Type"] == "text/html" ? "page"
            : answer[Answers.TtlName] is not null && answer["Accept-Ranges"] is null ? "token"
            : answer["Accept-Ranges"] is not null ? "data"
            : "empty";
        var stated = answer["Content-Length"];
        var isRight = body switch
        {
            _ when isHead && answer.Body.Length > 0 => false,
            "page" => stated == "339" && (isHead || answer.Body.SequenceEqual(answer.Status == 404 ? Answers.NotFoundPage : Answers.ForbiddenPage)),
            "token" => stated == "56" && TokenText().IsMatch(answer.Text),
            "data" => isHead || stated == answer.Body.Length.ToString(CultureInfo.InvariantCulture),
            _ => stated == "0" && answer.Body.Length == 0,
        };
        isRight.ShouldBeTrue($"the body of {answer.StatusLine} {string.Join(", ", answer.Headers)}: {answer.Text}");
        var headers = answer.Headers.Select(static h => $"{h.Name}: {Reduced(h.Name, h.Value)}").Order(StringComparer.Ordinal);
        var shape = $"{answer.StatusLine.Replace("HTTP/1.1 ", "", StringComparison.Ordinal)}|{body}|{string.Join('|', headers)}";
        (s_service.Contains(shape) || (mayBeMalformed && s_malformed.Contains(shape))).ShouldBeTrue(shape);
    }

    private static string Reduced(string name, string value) => name switch
    {
        "Content-Length" when int.TryParse(value, out _) => "N",
        "Date" or "Last-Modified" when DateTime.TryParseExact(value, "r", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) => "D",
        Answers.TtlName when int.TryParse(value, out var seconds) && seconds is >= 1 and <= 21600 => "S",
        _ => value,
    };

    private static string Shape(string status, string body, string type, string more = "") =>
        $"{status}|{body}|{string.Join('|', $"Connection: close|Content-Length: N|Content-Type: {type}|Date: D|Server: EC2ws{more}".Split('|').Order(StringComparer.Ordinal))}";

    [GeneratedRegex(@"^AQAEA[A-Za-z0-9_-]{49}==\z")]
    private static partial Regex TokenText();
}
