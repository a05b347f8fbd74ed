namespace FakeImds.Ec2;

/// <summary>Spot interruption, rebalance recommendation and announced maintenance are withdrawn, as if they had never been.</summary>
public sealed record EventsWithdrawnEvent : InstanceEvent
{
    internal override InstanceDescription Apply(InstanceDescription description, DateTimeOffset now) =>
        description with { SpotInterruption = null, RebalanceNoticeTime = null, ScheduledEvents = [] };
}
