using FakeImds.Ec2;
using FakeImds.Ec2Api.Protocol;
using FakeImds.Ec2Api.Shapes;

namespace FakeImds.Ec2Api.Tags;

internal static class CreateTags
{
    public static Answer Run(Ec2Call call)
    {
        var ids = ResourceIds.Required(call);
        var tags = TagShape.Read(call.Parameters);
        if (tags.IsEmpty)
        {
            throw new Ec2Exception(Ec2Errors.Missing("Tag"));
        }

        call.Proceed(ResourceIds.Arns(call, ids), IamRequest.NoKeys.WithRequestTags(tags));
        call.Region.Tags.Create(ids, tags);
        return Answer.True;
    }
}
