using FakeImds.Ec2;
using FakeImds.Ec2Api.Protocol;
using FakeImds.Ec2Api.Shapes;

namespace FakeImds.Ec2Api.Images;

internal static class DescribeImageAttribute
{
    public static Answer Run(Ec2Call call)
    {
        var image = ImageIds.One(call);
        var attribute = call.Parameters.Required("Attribute");
        var write = Writer(image, attribute) ?? throw call.Parameters.Invalid("Attribute", attribute, "Unknown attribute.");
        call.Proceed(call.Arn("image/" + image.ImageId));
        return new Answer(xml => write(xml.Text("imageId", image.ImageId)));
    }

    private static Action<Ec2Xml>? Writer(Ec2Image image, string attribute) => attribute switch
    {
        "imdsSupport" => Value(attribute, image.ImdsSupport is ImdsSupport.V2 ? "v2.0" : null),
        "description" => Value(attribute, image.Description),
        "deregistrationProtection" => Value(attribute, "disabled"),
        "kernel" or "ramdisk" or "sriovNetSupport" or "bootMode" or "tpmSupport" or "uefiData" or "lastLaunchedTime" => Value(attribute, null),
        "launchPermission" => xml => xml.List(attribute, image.IsPublic ? ["all"] : Array.Empty<string>(), static (x, group) => x.Text("group", group)),
        "productCodes" => xml => xml.Element(attribute, static _ => { }),
        "blockDeviceMapping" => xml => ImageShape.WriteBlockDevices(xml, image),
        _ => null,
    };

    // An attribute without a value is an empty element.
    private static Action<Ec2Xml> Value(string attribute, string? value) => xml => xml.Element(attribute, x => x.Text("value", value));
}
