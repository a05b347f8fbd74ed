namespace FakeImds.Control.Json;

/// <summary>An event, in the members in which it is given.</summary>
internal sealed record EventJson
{
    /// <summary>Null for one that has happened at once.</summary>
    public string? Id { get; init; }

    public required string InstanceId { get; init; }

    public required string Type { get; init; }

    public required DateTimeOffset At { get; init; }

    public string? Action { get; init; }

    public int? NoticeSeconds { get; init; }

    public string? State { get; init; }

    public MaintenanceJson? Maintenance { get; init; }
}
