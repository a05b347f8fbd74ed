namespace FakeImds.Ec2Api.Shapes;

/// <summary>EC2's filter patterns: <c>*</c> is any text, <c>?</c> one character, <c>\</c> makes the next one plain.</summary>
internal static class Wildcard
{
    /// <summary>True when the pattern matches itself alone.</summary>
    public static bool IsPlain(string pattern) => pattern.AsSpan().IndexOfAny('*', '?', '\\') < 0;

    public static bool Matches(ReadOnlySpan<char> pattern, ReadOnlySpan<char> text)
    {
        int p = 0, t = 0, star = -1, mark = 0;
        while (t < text.Length)
        {
            if (p < pattern.Length && pattern[p] is '*')
            {
                star = p++;
                mark = t;
            }
            else if (p < pattern.Length && MatchesOne(pattern, p, text[t], out var length))
            {
                p += length;
                t++;
            }
            else if (star >= 0)
            {
                // The last star takes one character more.
                p = star + 1;
                t = ++mark;
            }
            else
            {
                return false;
            }
        }

        return pattern[p..].IndexOfAnyExcept('*') < 0;
    }

    private static bool MatchesOne(ReadOnlySpan<char> pattern, int p, char text, out int length)
    {
        var isEscape = pattern[p] is '\\' && p + 1 < pattern.Length;
        length = isEscape ? 2 : 1;
        return isEscape ? pattern[p + 1] == text : pattern[p] is '?' || pattern[p] == text;
    }
}
