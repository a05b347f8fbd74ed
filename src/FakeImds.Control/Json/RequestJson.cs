namespace FakeImds.Control.Json;

/// <summary>A request of the journal.</summary>
internal sealed record RequestJson
{
    public required DateTimeOffset Time { get; init; }

    public required string InstanceId { get; init; }

    /// <summary>Null in process.</summary>
    public string? Client { get; init; }

    public int? ClientPort { get; init; }

    /// <summary>Null when it is not known.</summary>
    public int? Hops { get; init; }

    public required bool HopsAreDeclared { get; init; }

    public required string Method { get; init; }

    public required string Path { get; init; }

    public required string Version { get; init; }

    public required string Token { get; init; }

    public required bool IsForwarded { get; init; }

    public string? UserAgent { get; init; }

    /// <summary>Null when the client got none.</summary>
    public int? Status { get; init; }

    public required string Outcome { get; init; }

    public required bool IsFaulted { get; init; }

    public ProcessJson? Process { get; init; }
}
