using FakeImds.Ec2;
using FakeImds.Ec2Api.Protocol;
using FakeImds.Ec2Api.Shapes;

namespace FakeImds.Ec2Api.Images;

internal static class CopyImage
{
    public static Answer Run(Ec2Call call)
    {
        var parameters = call.Parameters;
        var name = ImageName.Read(parameters);
        var sourceId = parameters.Required("SourceImageId");
        var sourceRegion = RegionChoice.Named(call.Account, parameters.Required("SourceRegion"));
        var source = ImageIds.Get(sourceRegion, sourceId);
        var description = parameters.Text("Description") ?? source.Description;
        var copyTags = parameters.Flag("CopyImageTags") ?? false;
        var token = parameters.Text("ClientToken");
        var tags = TagShape.ReadSpecifications(parameters);
        parameters.Ignore(
            "Encrypted", "KmsKeyId", "DestinationOutpostArn", "SnapshotCopyCompletionDurationMinutes", "DestinationAvailabilityZone",
            "DestinationAvailabilityZoneId");
        call.Proceed(call.Arn("image/*"));
        var copied = copyTags ? sourceRegion.Tags.Of(source.ImageId) : InstanceDescription.NoTags;
        return call.Once(token, () => ImageAnswer.Of(call, tags, copied, () => call.Region.Images.Copy(source, name, description, sourceRegion.Name)));
    }
}
