using FakeImds.Ec2;
using FakeImds.Ec2Api.Protocol;
using FakeImds.Ec2Api.Shapes;

namespace FakeImds.Ec2Api.Instances;

internal static class TerminateInstances
{
    public static Answer Run(Ec2Call call)
    {
        var instances = InstanceIds.Required(call);
        call.Parameters.Ignore("Force", "SkipOsShutdown");
        call.Proceed(instances);
        foreach (var kept in instances.Where(static i => i.Attributes.DisableApiTermination))
        {
            throw new Ec2Exception(Ec2Errors.ProtectedBy(kept.InstanceId, "terminated", "disableApiTermination"));
        }

        return InstanceStates.Answer([.. instances.Select(static i =>
            i.State is InstanceState.Terminated or InstanceState.ShuttingDown ? InstanceGroup.Unchanged(i) : i.Terminate())]) with { Terminated = instances };
    }
}
