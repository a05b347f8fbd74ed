using FakeImds.Ec2;
using FakeImds.Ec2Api.Protocol;
using FakeImds.Ec2Api.Shapes;

namespace FakeImds.Ec2Api.Instances;

internal static class ModifyInstanceMetadataOptions
{
    public static Answer Run(Ec2Call call)
    {
        var instance = InstanceIds.One(call);
        var change = MetadataOptionsShape.Read(call.Parameters)!;
        if (instance.RefusalOf(change) is { } error)
        {
            throw new Ec2Exception(error);
        }

        call.Proceed([instance], MetadataOptionsShape.Attributes(call.Flat));
        var options = instance.ModifyMetadataOptions(change);
        return new Answer(xml => xml
            .Text("instanceId", instance.InstanceId)
            .Element("instanceMetadataOptions", x => MetadataOptionsShape.Write(x, options)));
    }
}
