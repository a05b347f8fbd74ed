namespace FakeImds.Ec2;

/// <summary>
/// A maintenance event is announced, completed or cancelled: it stands in <c>events/maintenance/scheduled</c> while it is
/// <c>active</c>, and in <c>events/maintenance/history</c> after. One with a known id takes that one's place.
/// </summary>
/// <param name="Maintenance">The event.</param>
public sealed record ScheduledMaintenanceEvent(MaintenanceEvent Maintenance) : InstanceEvent
{
    internal override InstanceDescription Apply(InstanceDescription description, DateTimeOffset now)
    {
        var others = description.ScheduledEvents.RemoveAll(IsSame);
        return Maintenance.State is "active"
            ? description with { ScheduledEvents = others.Add(Maintenance) }
            : description with { ScheduledEvents = others, EventHistory = description.EventHistory.RemoveAll(IsSame).Add(Past) };
    }

    // EC2 says in the description too what became of it.
    private MaintenanceEvent Past =>
        Maintenance.Description.StartsWith('[') ? Maintenance
        : Maintenance with { Description = (Maintenance.State is "canceled" ? "[Canceled] " : "[Completed] ") + Maintenance.Description };

    private bool IsSame(MaintenanceEvent other) => other.EventId == Maintenance.EventId;
}
