using FakeImds.Ec2;
using FakeImds.Ec2Api.Protocol;
using FakeImds.Ec2Api.Shapes;

namespace FakeImds.Ec2Api.Defaults;

internal static class ModifyInstanceMetadataDefaults
{
    public static Answer Run(Ec2Call call)
    {
        var change = MetadataOptionsShape.ReadDefaults(call.Parameters);
        if (call.Region.RefusalOf(change) is { } error)
        {
            throw new Ec2Exception(error);
        }

        call.Proceed(attributes: MetadataOptionsShape.Attributes(call.Flat));
        call.Region.ModifyInstanceMetadataDefaults(change);
        return Answer.True;
    }
}
