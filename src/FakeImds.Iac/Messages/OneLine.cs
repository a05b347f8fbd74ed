using System.Globalization;
using System.Text;

namespace FakeImds.Iac.Messages;

/// <summary>Keeps a message on one line, whatever a user's value or a file name contains.</summary>
internal static class OneLine
{
    /// <summary>The text with control characters, line separators and broken surrogates written as <c>\u000a</c>.</summary>
    public static string Of(string text)
    {
        if (!NeedsEscape(text))
        {
            return text;
        }

        var result = new StringBuilder(text.Length + 16);
        foreach (var rune in text.EnumerateRunes())
        {
            if (IsUnprintable(rune))
            {
                result.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:x4}");
            }
            else
            {
                result.Append(rune.ToString());
            }
        }

        return result.ToString();
    }

    public static bool IsUnprintable(Rune rune) => Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
        or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate;

    private static bool NeedsEscape(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (IsUnprintable(rune))
            {
                return true;
            }
        }

        return false;
    }
}
