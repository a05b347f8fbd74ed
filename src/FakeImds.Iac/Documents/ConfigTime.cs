using System.Globalization;

namespace FakeImds.Iac.Documents;

/// <summary>The times that the AWS CLI prints: ISO 8601 with an offset.</summary>
internal static class ConfigTime
{
    private static readonly string[] s_formats = ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    public static bool IsTime(string text) => TryParse(text, out _);

    public static DateTimeOffset Parse(string text) => TryParse(text, out var time) ? time : throw new FormatException(text);

    private static bool TryParse(string text, out DateTimeOffset time) => DateTimeOffset.TryParseExact(
        text, s_formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out time);
}
