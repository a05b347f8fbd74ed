using FakeImds.Ec2;
using FakeImds.Ec2Api.Instances;
using FakeImds.Ec2Api.Protocol;
using FakeImds.Ec2Api.Shapes;

namespace FakeImds.Ec2Api.Profiles;

/// <summary>Gives an instance without a profile one: its metadata has the role's credentials from then on (docs/fidelity.md#profile-associations).</summary>
internal static class AssociateIamInstanceProfile
{
    public static Answer Run(Ec2Call call)
    {
        var instance = InstanceIds.One(call);
        var profile = AssociationShape.RequiredProfile(call);
        InstanceGroup.Require([instance], "associated", InstanceState.Pending, InstanceState.Running, InstanceState.Stopping, InstanceState.Stopped);
        ThrowIfAssociated(instance.Snapshot.Description);
        call.Proceed([instance], newProfile: profile);
        instance.Update(d =>
        {
            ThrowIfAssociated(d);
            return d with { InstanceProfile = profile };
        });
        return AssociationShape.Answer(call.Region.ProfileAssociations.Tell(instance), instance, profile, "associating");
    }

    private static void ThrowIfAssociated(InstanceDescription description)
    {
        if (description.InstanceProfile is not null)
        {
            throw new Ec2Exception(Ec2Errors.ProfileAssociated(description.InstanceId));
        }
    }
}
