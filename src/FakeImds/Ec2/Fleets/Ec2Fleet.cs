using System.Collections.Immutable;

namespace FakeImds.Ec2;

/// <summary>An EC2 Fleet: what was asked for, and what came of it when it was made. Instances that end are not replaced (docs/fidelity.md#fleets).</summary>
internal sealed record Ec2Fleet
{
    public required string FleetId { get; init; }

    /// <summary><c>instant</c>, <c>request</c> or <c>maintain</c>.</summary>
    public required string Type { get; init; }

    public required DateTimeOffset CreateTime { get; init; }

    /// <summary>The place in the order of fleets of the Region.</summary>
    public required int Number { get; init; }

    public string? ClientToken { get; init; }

    /// <summary><c>active</c>, <c>deleted_running</c> or <c>deleted_terminating</c>.</summary>
    public string State { get; init; } = "active";

    public required FleetCapacity Capacity { get; init; }

    public required ImmutableArray<FleetPool> Pools { get; init; }

    public required ImmutableArray<FleetLaunch> Launches { get; init; }

    public required ImmutableArray<FleetError> Errors { get; init; }
}
