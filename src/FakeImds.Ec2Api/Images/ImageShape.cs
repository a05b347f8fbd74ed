using FakeImds.Ec2;
using FakeImds.Ec2Api.Protocol;
using FakeImds.Ec2Api.Shapes;

namespace FakeImds.Ec2Api.Images;

/// <summary>An image in replies.</summary>
internal static class ImageShape
{
    public static void Write(Ec2Xml xml, Ec2Call call, Ec2Image image)
    {
        var owner = image.OwnerId ?? call.Account.AccountId;
        xml.Text("imageId", image.ImageId)
            .Text("imageLocation", $"{owner}/{image.Name}")
            .Text("imageState", "available")
            .Text("imageOwnerId", owner)
            .Time("creationDate", image.CreationDate)
            .Flag("isPublic", image.IsPublic)
            .Text("architecture", image.Architecture)
            .Text("imageType", "machine")
            .Text("name", image.Name)
            .Text("description", image.Description)
            .Text("rootDeviceType", "ebs")
            .Text("rootDeviceName", image.RootDeviceName);
        WriteBlockDevices(xml, image);
        xml.Text("virtualizationType", image.VirtualizationType);
        TagShape.Write(xml, call.Region.Tags.Of(image.ImageId));
        xml.Text("hypervisor", "xen")
            .Flag("enaSupport", true)
            .Text("platformDetails", "Linux/UNIX")
            .Text("usageOperation", "RunInstances")
            .Text("imdsSupport", image.ImdsSupport is ImdsSupport.V2 ? "v2.0" : null)
            .Text("sourceInstanceId", image.SourceInstanceId)
            .Text("sourceImageId", image.SourceImageId)
            .Text("sourceImageRegion", image.SourceImageRegion)
            .Text("deregistrationProtection", "disabled");
    }

    public static void WriteBlockDevices(Ec2Xml xml, Ec2Image image) => xml.List("blockDeviceMapping", [image], static (x, i) => x
        .Text("deviceName", i.RootDeviceName)
        .Element("ebs", e => e.Text("snapshotId", Snapshot(i)).Number("volumeSize", 8).Flag("deleteOnTermination", true).Text("volumeType", "gp3").Flag("encrypted", false)));

    /// <summary>The root snapshot; an image whose snapshot nobody named has one of its own.</summary>
    public static string Snapshot(Ec2Image image) => image.RootSnapshotId ?? image.ImageId.Replace("ami-", "snap-", StringComparison.Ordinal);
}
