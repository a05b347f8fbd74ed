namespace FakeImds.Ec2;

/// <summary>A Spot interruption notice.</summary>
/// <param name="Action"><c>stop</c>, <c>hibernate</c> or <c>terminate</c>; only the last has a <c>termination-time</c>.</param>
/// <param name="Time">When it happens.</param>
public sealed record SpotInterruption(string Action, DateTimeOffset Time);
