using System.Xml;

namespace FakeImds.Ec2Api.Protocol;

/// <summary>Which texts XML can carry.</summary>
internal static class XmlText
{
    private const char Replacement = '\uFFFD';

    /// <summary>Whether XML can carry a text.</summary>
    public static bool IsAllowed(string text) => Length(text) == text.Length;

    /// <summary>A text, with U+FFFD for what XML can't carry: the library may have put it into the account.</summary>
    public static string Of(string text)
    {
        if (IsAllowed(text))
        {
            return text;
        }

        var allowed = text.ToCharArray();
        for (var i = Length(allowed); i < allowed.Length; i += 1 + Length(allowed.AsSpan(i + 1)))
        {
            allowed[i] = Replacement;
        }

        return new string(allowed);
    }

    /// <summary>How much of a text, from its start, XML can carry.</summary>
    private static int Length(ReadOnlySpan<char> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]))
            {
                i++;
            }
            else if (!XmlConvert.IsXmlChar(text[i]))
            {
                return i;
            }
        }

        return text.Length;
    }
}
