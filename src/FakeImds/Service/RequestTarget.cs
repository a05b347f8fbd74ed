namespace FakeImds.Service;

/// <summary>The path of a request target as it was sent.</summary>
internal static class RequestTarget
{
    /// <summary>The one spelling that issues tokens.</summary>
    public const string TokenPath = "/latest/api/token";

    private const string ApiToken = "/api/token";

    /// <summary>The path without query, and without scheme and host where a client sends them. Nothing is decoded.</summary>
    public static ReadOnlySpan<char> Path(string target)
    {
        var path = target.AsSpan();
        var end = path.IndexOfAny('?', '#');
        path = end < 0 ? path : path[..end];
        if (path is ['/', ..] || path.IndexOf("://") is not (> 0 and var host))
        {
            return path;
        }

        path = path[(host + "://".Length)..];
        var slash = path.IndexOf('/');
        return slash < 0 ? "/" : path[slash..];
    }

    /// <summary>True for the token path and its near misses: another version, a slash at the end (docs/fidelity.md#token-path).</summary>
    public static bool IsLikeTokenPath(ReadOnlySpan<char> path)
    {
        var trimmed = path.TrimEnd('/');
        return trimmed.EndsWith(ApiToken) && trimmed[..^ApiToken.Length].LastIndexOf('/') == 0;
    }
}
