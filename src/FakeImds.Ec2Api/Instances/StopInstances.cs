using FakeImds.Ec2;
using FakeImds.Ec2Api.Protocol;
using FakeImds.Ec2Api.Shapes;

namespace FakeImds.Ec2Api.Instances;

internal static class StopInstances
{
    public static Answer Run(Ec2Call call)
    {
        var instances = InstanceIds.Required(call);
        call.Parameters.Ignore("Force", "Hibernate", "SkipOsShutdown");
        InstanceGroup.Require(instances, "stopped", InstanceState.Running, InstanceState.Stopped, InstanceState.Stopping);
        call.Proceed(instances);
        foreach (var kept in instances.Where(static i => i.Attributes.DisableApiStop && i.State is InstanceState.Running))
        {
            throw new Ec2Exception(Ec2Errors.ProtectedBy(kept.InstanceId, "stopped", "disableApiStop"));
        }

        return InstanceStates.Answer([.. instances.Select(static i => i.State is InstanceState.Running ? i.Stop() : InstanceGroup.Unchanged(i))]);
    }
}
