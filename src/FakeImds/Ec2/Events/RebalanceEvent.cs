namespace FakeImds.Ec2;

/// <summary>A rebalance recommendation comes: <c>events/recommendations/rebalance</c>.</summary>
public sealed record RebalanceEvent : InstanceEvent
{
    internal override InstanceDescription Apply(InstanceDescription description, DateTimeOffset now) =>
        description with { RebalanceNoticeTime = now };
}
