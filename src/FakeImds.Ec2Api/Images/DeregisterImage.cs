using FakeImds.Ec2;
using FakeImds.Ec2Api.Protocol;
using FakeImds.Ec2Api.Shapes;

namespace FakeImds.Ec2Api.Images;

internal static class DeregisterImage
{
    public static Answer Run(Ec2Call call)
    {
        var image = ImageIds.One(call);
        call.Parameters.Ignore("DeleteAssociatedSnapshots");
        call.Proceed(call.Arn("image/" + image.ImageId));
        call.Region.Images.Deregister(image.ImageId);
        return Answer.True;
    }
}
