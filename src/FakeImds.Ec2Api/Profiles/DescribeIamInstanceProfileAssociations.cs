using FakeImds.Ec2;
using FakeImds.Ec2Api.Protocol;
using FakeImds.Ec2Api.Shapes;

namespace FakeImds.Ec2Api.Profiles;

internal static class DescribeIamInstanceProfileAssociations
{
    private static readonly HashSet<string> s_filters = ["instance-id", "state"];

    public static Answer Run(Ec2Call call)
    {
        var ids = call.Parameters.Texts("AssociationId");
        var filters = Filters.Read(call.Parameters);
        var page = Page.Read(call, min: 5, max: 1000);
        call.Proceed();
        var associations = call.Region.ProfileAssociations;
        var named = ids.Select(id => associations.Find(id) ?? throw new Ec2Exception(Ec2Errors.AssociationNotFound(id))).ToArray();
        var rest = named.Length > 0 ? named
            : filters.Plain("instance-id") is { } plain ? page.Rest(call.Region.Instances.Known.Find(plain), static i => i.InstanceId)
            : page.Rest(call.Region.Instances.Known.After);
        var found = filters.Apply(
            rest.Where(ProfileAssociations.IsAssociated), s_filters, static (i, name) => [name == "state" ? "associated" : i.InstanceId], static _ => InstanceDescription.NoTags);
        var shown = page.Of(found, static i => i.InstanceId);
        return new Answer(xml =>
        {
            xml.List("iamInstanceProfileAssociationSet", shown, (x, i) =>
            {
                if (i.Snapshot.Description.InstanceProfile is { } profile)
                {
                    AssociationShape.Write(x, associations.Tell(i), i, profile, "associated");
                }
            });
            page.Write(xml);
        });
    }
}
