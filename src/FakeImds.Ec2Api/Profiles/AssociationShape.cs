using FakeImds.Ec2;
using FakeImds.Ec2Api.Protocol;
using FakeImds.Ec2Api.Shapes;

namespace FakeImds.Ec2Api.Profiles;

/// <summary>An association of an instance with its profile: in requests by id, in replies.</summary>
internal static class AssociationShape
{
    /// <summary>The instance of the association that the request names.</summary>
    public static Ec2Instance Required(Ec2Call call)
    {
        var id = call.Parameters.Required("AssociationId");
        return call.Region.ProfileAssociations.Find(id) ?? throw new Ec2Exception(Ec2Errors.AssociationNotFound(id));
    }

    /// <summary>The profile that the request names.</summary>
    public static InstanceProfile RequiredProfile(Ec2Call call) =>
        ProfileShape.Read(call.Region, call.Parameters.Structure("IamInstanceProfile")) ?? throw new Ec2Exception(Ec2Errors.Missing("IamInstanceProfile"));

    /// <summary>The answer of an action that begins a change. The change is there at once; EC2 says that it is on its way.</summary>
    public static Answer Answer(string id, Ec2Instance instance, InstanceProfile profile, string state) =>
        new(xml => xml.Element("iamInstanceProfileAssociation", x => Write(x, id, instance, profile, state)));

    public static void Write(Ec2Xml xml, string id, Ec2Instance instance, InstanceProfile profile, string state) => xml
        .Text("associationId", id)
        .Text("instanceId", instance.InstanceId)
        .Element("iamInstanceProfile", x => x.Text("arn", profile.Arn).Text("id", profile.Id))
        .Text("state", state)
        .Time("timestamp", instance.Snapshot.ProfileSince);
}
