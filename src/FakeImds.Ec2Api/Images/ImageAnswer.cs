using System.Collections.Immutable;
using FakeImds.Ec2;
using FakeImds.Ec2Api.Protocol;

namespace FakeImds.Ec2Api.Images;

/// <summary>The reply of actions that make an image; its tags are set with it.</summary>
internal static class ImageAnswer
{
    public static Answer Of(Ec2Call call, Ec2Image image, IReadOnlyDictionary<string, ImmutableSortedDictionary<string, string>> tags)
    {
        if (tags.TryGetValue("image", out var ofImage))
        {
            call.Region.Tags.Create([image.ImageId], ofImage);
        }

        return new Answer(xml => xml.Text("imageId", image.ImageId));
    }
}
