using FakeImds.Ec2;
using FakeImds.Ec2Api.Protocol;
using FakeImds.Ec2Api.Networks;
using FakeImds.Ec2Api.Shapes;

namespace FakeImds.Ec2Api.Instances;

internal static class DescribeInstanceAttribute
{
    public static Answer Run(Ec2Call call)
    {
        var instance = InstanceIds.One(call);
        var attribute = call.Parameters.Required("Attribute");
        var write = Writer(instance, attribute) ?? throw call.Parameters.Invalid("Attribute", attribute, "Unknown attribute.");
        call.Proceed([instance]);
        return new Answer(xml => write(xml.Text("instanceId", instance.InstanceId)));
    }

    private static Action<Ec2Xml>? Writer(Ec2Instance instance, string attribute)
    {
        var (d, others) = (instance.Snapshot.Description, instance.Attributes);
        return attribute switch
        {
            "instanceType" => Value(attribute, d.InstanceType),
            "kernel" => Value(attribute, d.KernelId),
            "ramdisk" => Value(attribute, d.RamdiskId),
            "userData" => Value(attribute, d.UserData.IsEmpty ? null : UserDataText.Write(d.UserData)),
            "rootDeviceName" => Value(attribute, d.BlockDevices.Root),
            "disableApiTermination" => Flag(attribute, others.DisableApiTermination),
            "disableApiStop" => Flag(attribute, others.DisableApiStop),
            "ebsOptimized" => Flag(attribute, others.EbsOptimized),
            "sourceDestCheck" => Flag(attribute, others.SourceDestCheck),
            "enaSupport" => Flag(attribute, true),
            "sriovNetSupport" => Value(attribute, null),
            "instanceInitiatedShutdownBehavior" => Value(attribute, others.InitiatedShutdownBehavior),
            "enclaveOptions" => xml => xml.Element(attribute, static x => x.Flag("enabled", false)),
            "productCodes" => xml => xml.List(attribute, d.ProductCodes, static (x, c) => x.Text("productCode", c).Text("type", "marketplace")),
            "groupSet" => xml => NetworkInterfaceShape.WriteGroups(xml, d.PrimaryInterface),
            "blockDeviceMapping" => xml => InstanceShape.WriteVolumes(xml, instance),
            _ => null,
        };
    }

    // An attribute without a value is an empty element.
    private static Action<Ec2Xml> Value(string attribute, string? value) => xml => xml.Element(attribute, x => x.Text("value", value));

    private static Action<Ec2Xml> Flag(string attribute, bool value) => xml => xml.Element(attribute, x => x.Flag("value", value));
}
