namespace FakeImds.Ec2;

/// <summary>Texts with parts that nobody tells. Each such part is one character that no text of AWS has.</summary>
internal static class OpenText
{
    /// <summary>Any text; two of them need not be the same.</summary>
    public const string Any = "\uE002";

    /// <summary>The id of the account's own organization: not told, but the same wherever it stands.</summary>
    public const string OwnOrganization = "\uE003";

    private const char AnyPart = '\uE002';
    private const char OrganizationPart = '\uE003';

    public static bool IsPart(char c) => c is AnyPart or OrganizationPart;

    public static bool IsIn(string text) => text.AsSpan().ContainsAny(AnyPart, OrganizationPart);

    /// <summary>Whether an open text is a given one: true, false, or null when that is not told.</summary>
    public static bool? IsSame(string one, string other) =>
        one == other && !one.Contains(AnyPart, StringComparison.Ordinal) ? true : MayFit(one, other, isPattern: false) ? null : false;

    /// <summary>Whether an open text fits a pattern: true, false, or null when that is not told.</summary>
    public static bool? Matches(string pattern, string text) =>
        IamText.Matches(pattern, text) ? true : MayFit(pattern, text, isPattern: true) ? null : false;

    // Whether some text in the place of the open parts would do: one row of the table at a time.
    private static bool MayFit(string pattern, string text, bool isPattern)
    {
        if (!IsIn(pattern) && !IsIn(text))
        {
            return false;
        }

        var next = new bool[text.Length + 1];
        for (var p = pattern.Length; p >= 0; p--)
        {
            var row = new bool[text.Length + 1];
            for (var t = text.Length; t >= 0; t--)
            {
                var isFree = p < pattern.Length && (IsPart(pattern[p]) || (isPattern && pattern[p] is '*'));
                row[t] = (p == pattern.Length && t == text.Length)
                    || (isFree && (next[t] || (t < text.Length && row[t + 1])))
                    || (t < text.Length && IsPart(text[t]) && (row[t + 1] || (p < pattern.Length && next[t])))
                    || (p < pattern.Length && t < text.Length && ((isPattern && pattern[p] is '?') || (isPattern ? IamText.Literal(pattern[p]) : pattern[p]) == text[t]) && next[t + 1]);
            }

            next = row;
        }

        return next[0];
    }
}
