using FakeImds.Ec2;
using FakeImds.Ec2Api.Protocol;

namespace FakeImds.Ec2Api.Images;

/// <summary>The name that new images have.</summary>
internal static class ImageName
{
    public static string Read(Parameters parameters)
    {
        var name = parameters.Required("Name");
        return name.Length is >= 3 and <= 128 ? name
            : throw new Ec2Exception(new Ec2Error("InvalidAMIName.Malformed", "AMI names must be between 3 and 128 characters long."));
    }
}
