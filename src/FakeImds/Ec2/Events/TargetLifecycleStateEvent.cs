namespace FakeImds.Ec2;

/// <summary>Auto Scaling wants the instance in another state: <c>autoscaling/target-lifecycle-state</c>.</summary>
/// <param name="State">Such as <c>Terminated</c>; null for an instance that leaves its group.</param>
public sealed record TargetLifecycleStateEvent(string? State) : InstanceEvent
{
    internal override InstanceDescription Apply(InstanceDescription description, DateTimeOffset now) =>
        description with { TargetLifecycleState = State };
}
