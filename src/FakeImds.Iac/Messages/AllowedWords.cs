using System.Globalization;
using System.Text;

namespace FakeImds.Iac.Messages;

/// <summary>Lists words for a sentence.</summary>
internal static class AllowedWords
{
    // More help nobody.
    private const int MaxNamed = 12;

    /// <summary><c>a, b or c</c>; of many words the first, each shortened.</summary>
    public static string Of(params ReadOnlySpan<string> words)
    {
        var named = words.Length > MaxNamed ? MaxNamed - 2 : words.Length;
        var text = new StringBuilder();
        for (var i = 0; i < named; i++)
        {
            text.Append(i is 0 ? "" : i == words.Length - 1 ? " or " : ", ").Append(ShortValue.Of(words[i]));
        }

        return named == words.Length ? text.ToString()
            : text.Append(CultureInfo.InvariantCulture, $" or one of {words.Length - named} others").ToString();
    }

    /// <summary><c>a, b and c</c>; of many words the first, each shortened.</summary>
    public static string And(params ReadOnlySpan<string> words)
    {
        var named = words.Length > MaxNamed ? MaxNamed - 2 : words.Length;
        var text = new StringBuilder();
        for (var i = 0; i < named; i++)
        {
            text.Append(i is 0 ? "" : i == words.Length - 1 ? " and " : ", ").Append(words[i]);
        }

        return named == words.Length ? text.ToString() : text.Append(CultureInfo.InvariantCulture, $" and {words.Length - named} others").ToString();
    }
}
