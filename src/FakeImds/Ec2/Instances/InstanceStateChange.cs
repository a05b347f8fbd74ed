namespace FakeImds.Ec2;

/// <summary>The answer to start, stop and terminate.</summary>
/// <param name="InstanceId">The instance.</param>
/// <param name="CurrentState">The state it entered, such as <c>stopping</c>.</param>
/// <param name="PreviousState">The state it had.</param>
public sealed record InstanceStateChange(string InstanceId, InstanceState CurrentState, InstanceState PreviousState);
