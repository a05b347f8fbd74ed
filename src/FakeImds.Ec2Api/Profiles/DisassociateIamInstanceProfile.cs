using FakeImds.Ec2Api.Protocol;

namespace FakeImds.Ec2Api.Profiles;

/// <summary>Takes an instance's profile away: its metadata has no credentials from then on.</summary>
internal static class DisassociateIamInstanceProfile
{
    public static Answer Run(Ec2Call call)
    {
        var id = call.Parameters.Required("AssociationId");
        var instance = AssociationShape.Required(call);
        call.Proceed([instance]);
        var profile = instance.Snapshot.Description.InstanceProfile!;
        instance.Update(static d => d with { InstanceProfile = null });
        return AssociationShape.Answer(id, instance, profile, "disassociating");
    }
}
