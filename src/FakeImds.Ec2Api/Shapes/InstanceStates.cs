using FakeImds.Ec2;
using FakeImds.Ec2Api.Protocol;

namespace FakeImds.Ec2Api.Shapes;

/// <summary>States of instances on the wire: EC2's number and word.</summary>
internal static class InstanceStates
{
    public static string Name(InstanceState state) => state switch
    {
        InstanceState.Pending => "pending",
        InstanceState.Running => "running",
        InstanceState.ShuttingDown => "shutting-down",
        InstanceState.Terminated => "terminated",
        InstanceState.Stopping => "stopping",
        _ => "stopped",
    };

    public static void Write(Ec2Xml xml, InstanceState state) => xml.Number("code", (int)state).Text("name", Name(state));

    /// <summary>The reply of start, stop and terminate.</summary>
    public static Answer Answer(IReadOnlyList<InstanceStateChange> changes) => new(xml => xml.List("instancesSet", changes, static (x, c) => x
        .Text("instanceId", c.InstanceId)
        .Element("currentState", s => Write(s, c.CurrentState))
        .Element("previousState", s => Write(s, c.PreviousState))));
}
