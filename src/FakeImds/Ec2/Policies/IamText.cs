using System.Text;

namespace FakeImds.Ec2;

/// <summary>Patterns of the policy language: wildcards, ARNs and variables.</summary>
internal static class IamText
{
    // Stand for a star and a question mark that are meant literally: ${*}, ${?}, and those that come out of a variable.
    private const char LiteralStar = '\uE000';
    private const char LiteralQuestionMark = '\uE001';
    private const int ArnParts = 6;
    private const int MaxShown = 59;

    /// <summary>Whether a text fits a pattern with <c>*</c> and <c>?</c>, whatever stands in its open parts.</summary>
    public static bool Matches(string pattern, string text)
    {
        var (p, t, star, mark) = (0, 0, -1, 0);
        while (t < text.Length)
        {
            if (p < pattern.Length && pattern[p] is '*')
            {
                (star, mark) = (p++, t);
            }
            else if (p < pattern.Length && (OpenText.IsPart(text[t]) ? pattern[p] == text[t] && text[t] != OpenText.Any[0] : pattern[p] is '?' || Literal(pattern[p]) == text[t]))
            {
                (p, t) = (p + 1, t + 1);
            }
            else if (star >= 0)
            {
                (p, t) = (star + 1, ++mark);
            }
            else
            {
                return false;
            }
        }

        return pattern.AsSpan(p).TrimStart('*').IsEmpty;
    }

    /// <summary>Whether an ARN fits a pattern, part by part; a pattern with fewer parts leaves the rest open.</summary>
    /// <returns>Null when that turns on what nobody tells.</returns>
    public static bool? MatchesArn(string pattern, string arn)
    {
        if (pattern is "*" || arn is "*" || arn is OpenText.Any)
        {
            return OpenText.Matches(pattern, arn);
        }

        var patterns = pattern.Split(':', ArnParts);
        var parts = arn.Split(':', ArnParts);
        return parts.Length != ArnParts || patterns.Length == 1 ? false
            : patterns.Select((p, i) => OpenText.Matches(p, parts[i])).Aggregate((bool?)true, static (all, one) => all & one);
    }

    /// <summary>A value without the marks of literal wildcards.</summary>
    public static string Plain(string pattern) => pattern.Replace(LiteralStar, '*').Replace(LiteralQuestionMark, '?');

    /// <summary>Puts the values of variables in; null when one is absent and has no default: then the text fits nothing. One that nobody tells is an open part.</summary>
    public static string? Expand(string text, IamContext context)
    {
        if (!text.Contains("${", StringComparison.Ordinal))
        {
            return text;
        }

        var result = new StringBuilder(text.Length);
        var at = 0;
        while (at < text.Length)
        {
            var start = text.IndexOf("${", at, StringComparison.Ordinal);
            var end = start < 0 ? -1 : text.IndexOf('}', start);
            if (end < 0)
            {
                return result.Append(text, at, text.Length - at).ToString();
            }

            result.Append(text, at, start - at);
            if (Variable(text[(start + 2)..end], context) is not { } value)
            {
                return null;
            }

            result.Append(value);
            at = end + 1;
        }

        return result.ToString();
    }

    private static string? Variable(string variable, IamContext context)
    {
        if (variable is "*" or "?" or "$")
        {
            return variable is "*" ? LiteralStar.ToString() : variable is "?" ? LiteralQuestionMark.ToString() : "$";
        }

        var comma = variable.IndexOf(',', StringComparison.Ordinal);
        var found = context.Values((comma < 0 ? variable : variable[..comma]).Trim());
        var fallback = comma < 0 ? null : variable[(comma + 1)..].Trim().Trim('\'');
        if (found.IsPresent is null)
        {
            return fallback is null ? found.Values[0] : OpenText.Any;
        }

        return (found.Values is [var only] ? only : fallback)?.Replace('*', LiteralStar).Replace('?', LiteralQuestionMark);
    }

    /// <summary>A text of a policy for a message: its beginning, on one line.</summary>
    public static string Short(string text) =>
        new([.. text.Take(MaxShown).Select(static c => char.IsControl(c) ? ' ' : c), .. text.Length > MaxShown ? "…" : ""]);

    public static char Literal(char c) => c switch { LiteralStar => '*', LiteralQuestionMark => '?', _ => c };
}
