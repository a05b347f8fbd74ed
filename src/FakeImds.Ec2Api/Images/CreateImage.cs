using FakeImds.Ec2;
using FakeImds.Ec2Api.Protocol;
using FakeImds.Ec2Api.Shapes;

namespace FakeImds.Ec2Api.Images;

internal static class CreateImage
{
    public static Answer Run(Ec2Call call)
    {
        var parameters = call.Parameters;
        var instance = InstanceIds.One(call);
        var name = ImageName.Read(parameters);
        var description = parameters.Text("Description");
        var tags = TagShape.ReadSpecifications(parameters);
        parameters.Ignore("SnapshotLocation", "NoReboot", "BlockDeviceMapping");
        InstanceStateCheck(instance);
        call.Proceed([instance]);
        return ImageAnswer.Of(call, tags, InstanceDescription.NoTags, () => call.Region.Images.CreateFrom(instance, name, description));
    }

    private static void InstanceStateCheck(Ec2Instance instance)
    {
        if (instance.State is InstanceState.Terminated or InstanceState.ShuttingDown)
        {
            throw new Ec2Exception(Ec2Errors.IncorrectState(instance.InstanceId, "imaged"));
        }
    }
}
