namespace FakeImds.Clients.Tests;

/// <summary>What a client found. Null is "nothing", or what this client does not tell.</summary>
internal sealed record Finding
{
    public string? Region { get; init; }

    public string? AccessKeyId { get; init; }

    public string? SecretAccessKey { get; init; }

    public string? SessionToken { get; init; }

    /// <summary>What the client says went wrong.</summary>
    public string? Error { get; init; }

    public static Finding Parse(IEnumerable<string> lines)
    {
        var members = lines.Select(line => line.Split('=', 2)).ToLookup(pair => pair[0], pair => pair[1]);
        return new Finding
        {
            Region = One("region"),
            AccessKeyId = One("access-key-id"),
            SecretAccessKey = One("secret-access-key"),
            SessionToken = One("session-token"),
            Error = string.Join("; ", members["error"]) is { Length: > 0 } errors ? errors : null,
        };

        string? One(string name) => members[name].SingleOrDefault() is { Length: > 0 } value ? value : null;
    }
}
