using FakeImds.Ec2;
using FakeImds.Ec2Api.Protocol;

namespace FakeImds.Ec2Api.Instances;

/// <summary>What start, stop, reboot and terminate have in common.</summary>
internal static class InstanceGroup
{
    /// <summary>Throws when one of the instances is in another state: then none of them changes.</summary>
    public static void Require(IReadOnlyList<Ec2Instance> instances, string verb, params ReadOnlySpan<InstanceState> states)
    {
        foreach (var instance in instances)
        {
            if (!states.Contains(instance.State))
            {
                throw new Ec2Exception(Ec2Errors.IncorrectState(instance.InstanceId, verb));
            }
        }
    }

    /// <summary>The change of an instance that is in the wanted state already: EC2 accepts the call.</summary>
    public static InstanceStateChange Unchanged(Ec2Instance instance) => new(instance.InstanceId, instance.State, instance.State);
}
