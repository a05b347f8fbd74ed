namespace FakeImds.Ec2;

/// <summary>A request for a Spot Instance. It is fulfilled at once (docs/fidelity.md#spot-requests).</summary>
internal sealed record SpotRequest
{
    public required string RequestId { get; init; }

    /// <summary>The place in the order of requests of the Region.</summary>
    public required int Number { get; init; }

    public required Ec2Instance Instance { get; init; }

    public required LaunchParameters Launch { get; init; }

    public required DateTimeOffset CreateTime { get; init; }

    /// <summary><c>one-time</c> or <c>persistent</c>.</summary>
    public required string Type { get; init; }

    public string? SpotPrice { get; init; }

    /// <summary><c>hibernate</c>, <c>stop</c> or <c>terminate</c>.</summary>
    public required string InterruptionBehavior { get; init; }

    public bool IsCancelled { get; init; }

    /// <summary><c>active</c>, <c>cancelled</c>, or <c>closed</c> when its instance has ended.</summary>
    public string State => IsCancelled ? "cancelled" : HasEnded ? "closed" : "active";

    /// <summary>The code of EC2's status.</summary>
    public string StatusCode => IsCancelled && !HasEnded ? "request-canceled-and-instance-running" : HasEnded ? "instance-terminated-by-user" : "fulfilled";

    private bool HasEnded => Instance.State is InstanceState.Terminated or InstanceState.ShuttingDown;
}
