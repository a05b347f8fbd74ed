using FakeImds.Service;

namespace FakeImds.Faults;

/// <summary>Paths of requests and of faults, spelt one way.</summary>
internal static class FaultPath
{
    private static readonly char[] s_slash = ['/'];

    /// <summary>The path of a request: single slashes, none at the end.</summary>
    public static string Of(string target) => Plain(RequestTarget.Path(target).ToString());

    /// <summary>Whether a request's path is one of a fault's.</summary>
    /// <param name="pattern">What the fault says.</param>
    /// <param name="path">What <see cref="Of"/> returned.</param>
    public static bool Fits(string pattern, string path)
    {
        if (pattern.StartsWith('/'))
        {
            return IsLikeOrIn(path, Plain(pattern));
        }

        var below = path.IndexOf('/', 1);
        return below > 0 && IsLikeOrIn(path[below..], Plain("/" + pattern));
    }

    /// <summary>The role whose credentials a path names: empty for the list of roles, null for all other paths.</summary>
    public static string? Role(string path) =>
        path.Split('/') is ["", _, "meta-data", "iam", "security-credentials", .. var rest]
            ? rest is [] ? "" : rest is [var role] ? role : null
            : null;

    private static string Plain(string path) => "/" + string.Join('/', path.Split(s_slash, StringSplitOptions.RemoveEmptyEntries));

    // meta-data/* is the listing of meta-data/ too.
    private static bool IsLikeOrIn(string path, string pattern) => IsLike(path, pattern) || IsLike(path + "/", pattern);

    // Greedy with one step back: linear for one star, and never exponential.
    private static bool IsLike(ReadOnlySpan<char> text, ReadOnlySpan<char> pattern)
    {
        int t = 0, p = 0, star = -1, mark = 0;
        while (t < text.Length)
        {
            if (p < pattern.Length && pattern[p] is '*')
            {
                (star, mark) = (p++, t);
            }
            else if (p < pattern.Length && pattern[p] == text[t])
            {
                t++;
                p++;
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

        return pattern[p..].TrimStart('*').IsEmpty;
    }
}
