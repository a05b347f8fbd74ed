namespace FakeImds.Ec2;

/// <summary>A maintenance event.</summary>
public sealed record MaintenanceEvent
{
    /// <summary>The event's id, such as <c>instance-event-0d59937288b749b32</c>.</summary>
    public required string EventId { get; init; }

    /// <summary><c>instance-reboot</c>, <c>system-reboot</c>, <c>system-maintenance</c>, <c>instance-retirement</c> or <c>instance-stop</c>.</summary>
    public required string Code { get; init; }

    /// <summary>What is to happen; in the history it begins with <c>[Completed]</c> or <c>[Canceled]</c>.</summary>
    public required string Description { get; init; }

    /// <summary>The earliest start.</summary>
    public required DateTimeOffset NotBefore { get; init; }

    /// <summary>The latest end; null for events without one.</summary>
    public DateTimeOffset? NotAfter { get; init; }

    /// <summary><c>active</c>, <c>completed</c> or <c>canceled</c>.</summary>
    public string State { get; init; } = "active";
}
