using FakeImds.Ec2;
using FakeImds.Ec2Api.Protocol;
using FakeImds.Ec2Api.Shapes;

namespace FakeImds.Ec2Api.Images;

internal static class RegisterImage
{
    public static Answer Run(Ec2Call call)
    {
        var parameters = call.Parameters;
        var name = ImageName.Read(parameters);
        var root = parameters.Text("RootDeviceName");
        var image = new Ec2Image
        {
            ImageId = "",
            Name = name,
            Description = parameters.Text("Description"),
            Architecture = parameters.Text("Architecture") ?? "x86_64",
            RootDeviceName = root is { Length: > 0 } ? root : "/dev/xvda",
            RootSnapshotId = Snapshot(parameters, root),
            VirtualizationType = parameters.Text("VirtualizationType") ?? "hvm",
            ImdsSupport = parameters.Text("ImdsSupport") is { } support ? MetadataOptionText.ParseImdsSupport(support) : null,
        };
        var tags = TagShape.ReadSpecifications(parameters);
        parameters.Ignore("ImageLocation", "BillingProduct", "BootMode", "TpmSupport", "UefiData", "KernelId", "RamdiskId", "SriovNetSupport", "EnaSupport");
        if (image.Architecture is not ("i386" or "x86_64" or "arm64" or "x86_64_mac" or "arm64_mac"))
        {
            throw parameters.Invalid("Architecture", image.Architecture, "Expected i386, x86_64, arm64, x86_64_mac or arm64_mac.");
        }

        call.Proceed(call.Arn("image/*"));
        var images = call.Region.Images;
        return ImageAnswer.Of(
            call, tags, InstanceDescription.NoTags,
            () => images.Register(image with { ImageId = images.NextId(), CreationDate = call.Account.TimeProvider.GetUtcNow() }));
    }

    // The mapping of the root device, else the first: EC2 needs one, FakeImds takes an image without.
    private static string? Snapshot(Parameters parameters, string? root)
    {
        string? first = null, ofRoot = null;
        foreach (var mapping in parameters.Structures("BlockDeviceMapping"))
        {
            var device = mapping.Text("DeviceName");
            var ebs = mapping.Structure("Ebs");
            var snapshot = ebs?.Text("SnapshotId");
            mapping.Ignore("NoDevice", "VirtualName");
            ebs?.Ignore(
                "DeleteOnTermination", "Iops", "VolumeSize", "VolumeType", "KmsKeyId", "Throughput", "OutpostArn", "AvailabilityZone",
                "Encrypted", "VolumeInitializationRate", "AvailabilityZoneId", "EbsCardIndex");
            first ??= snapshot;
            ofRoot = device == root ? snapshot ?? ofRoot : ofRoot;
        }

        return ofRoot ?? first;
    }
}
