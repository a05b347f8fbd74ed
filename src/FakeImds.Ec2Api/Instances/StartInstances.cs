using FakeImds.Ec2;
using FakeImds.Ec2Api.Protocol;
using FakeImds.Ec2Api.Shapes;

namespace FakeImds.Ec2Api.Instances;

internal static class StartInstances
{
    public static Answer Run(Ec2Call call)
    {
        var instances = InstanceIds.Required(call);
        call.Parameters.Ignore("AdditionalInfo");
        InstanceGroup.Require(instances, "started", InstanceState.Stopped, InstanceState.Running, InstanceState.Pending);
        call.Proceed(instances);
        return InstanceStates.Answer([.. instances.Select(static i => i.State is InstanceState.Stopped ? i.Start() : InstanceGroup.Unchanged(i))]);
    }
}
