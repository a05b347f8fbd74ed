using FakeImds.Ec2;
using FakeImds.Ec2Api.Protocol;

namespace FakeImds.Ec2Api.Shapes;

/// <summary>The images that a request names.</summary>
internal static class ImageIds
{
    private const string Prefix = "ami-";

    /// <summary>The image of a required parameter.</summary>
    public static Ec2Image One(Ec2Call call, string parameter = "ImageId") => Get(call.Region, call.Parameters.Required(parameter));

    public static Ec2Image Get(Ec2Region region, string id)
    {
        Check(id);
        return region.Images.Get(id);
    }

    public static void Check(string id)
    {
        if (!id.StartsWith(Prefix, StringComparison.Ordinal) || id.Length == Prefix.Length || !id.AsSpan(Prefix.Length).ContainsOnlyLettersAndDigits())
        {
            throw new Ec2Exception(Ec2Errors.ImageMalformed(id));
        }
    }
}
