namespace FakeImds.Ec2;

/// <summary>A Spot interruption notice comes: <c>spot/instance-action</c> and, before a termination, <c>spot/termination-time</c>.</summary>
/// <param name="Action"><c>stop</c>, <c>hibernate</c> or <c>terminate</c>.</param>
/// <param name="Notice">How long after the notice it is to happen; null for EC2's two minutes, and none for hibernation.</param>
public sealed record SpotInterruptionEvent(string Action = "terminate", TimeSpan? Notice = null) : InstanceEvent
{
    private static readonly TimeSpan s_usual = TimeSpan.FromMinutes(2);

    internal override InstanceDescription Apply(InstanceDescription description, DateTimeOffset now) => description with
    {
        SpotInterruption = new SpotInterruption(Action, now + (Notice ?? (Action is "hibernate" ? TimeSpan.Zero : s_usual))),
    };
}
