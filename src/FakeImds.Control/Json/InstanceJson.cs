namespace FakeImds.Control.Json;

/// <summary>An instance with what control can change.</summary>
internal sealed record InstanceJson
{
    public required string InstanceId { get; init; }

    public required string Region { get; init; }

    public required string State { get; init; }

    /// <summary>Whether it is the one that clients see who belong to no other.</summary>
    public required bool IsDefault { get; init; }

    public required DateTimeOffset LaunchTime { get; init; }

    public string? PrivateIpAddress { get; init; }

    public required OptionsJson MetadataOptions { get; init; }

    /// <summary>Where its metadata service listens.</summary>
    public required IReadOnlyList<string> Addresses { get; init; }

    public RoleJson? Role { get; init; }

    public SpotInterruptionJson? SpotInterruption { get; init; }

    public DateTimeOffset? RebalanceNoticeTime { get; init; }

    public string? TargetLifecycleState { get; init; }

    public required IReadOnlyList<MaintenanceJson> ScheduledEvents { get; init; }

    public required IReadOnlyList<MaintenanceJson> EventHistory { get; init; }
}
