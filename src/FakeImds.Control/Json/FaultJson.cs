namespace FakeImds.Control.Json;

/// <summary>A fault, in the members in which it is given.</summary>
internal sealed record FaultJson
{
    public required string Id { get; init; }

    public required string Type { get; init; }

    public string? InstanceId { get; init; }

    public string? Path { get; init; }

    public string? Method { get; init; }

    public DateTimeOffset? At { get; init; }

    public DateTimeOffset? Until { get; init; }

    public int? Times { get; init; }

    public int? Milliseconds { get; init; }

    public int? Status { get; init; }

    public int? FreshSeconds { get; init; }

    public int? PerSecond { get; init; }

    public string? Unit { get; init; }
}
