using FakeImds.Ec2Api.Protocol;

namespace FakeImds.Ec2Api.Profiles;

/// <summary>Gives an instance another profile; the association has another id then.</summary>
internal static class ReplaceIamInstanceProfileAssociation
{
    public static Answer Run(Ec2Call call)
    {
        var instance = AssociationShape.Required(call);
        var profile = AssociationShape.RequiredProfile(call);
        call.Proceed([instance], newProfile: profile);
        instance.Update(d => d with { InstanceProfile = profile });
        return AssociationShape.Answer(call.Region.ProfileAssociations.Tell(instance), instance, profile, "associating");
    }
}
