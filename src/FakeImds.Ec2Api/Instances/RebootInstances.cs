using FakeImds.Ec2;
using FakeImds.Ec2Api.Protocol;
using FakeImds.Ec2Api.Shapes;

namespace FakeImds.Ec2Api.Instances;

internal static class RebootInstances
{
    public static Answer Run(Ec2Call call)
    {
        var instances = InstanceIds.Required(call);
        InstanceGroup.Require(instances, "rebooted", InstanceState.Running, InstanceState.Pending);
        call.Proceed(instances);
        foreach (var instance in instances)
        {
            instance.Reboot();
        }

        return Answer.True;
    }
}
