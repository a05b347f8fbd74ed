namespace FakeImds.Ec2;

/// <summary>An event with its time.</summary>
/// <param name="Id">What <see cref="EventSchedule.Cancel"/> takes.</param>
/// <param name="Instance">Whom it happens to.</param>
/// <param name="Event">What happens.</param>
/// <param name="Time">When, on the account's clock.</param>
public sealed record ScheduledInstanceEvent(string Id, Ec2Instance Instance, InstanceEvent Event, DateTimeOffset Time);
