using System.Collections.Immutable;
using FakeImds.Ec2;
using FakeImds.Ec2Api.Protocol;
using FakeImds.Ec2Api.Tags;

namespace FakeImds.Ec2Api.Images;

/// <summary>Actions that make an image: with its tags, or not at all.</summary>
internal static class ImageAnswer
{
    /// <param name="call">The call.</param>
    /// <param name="specifications">The request's tags, by resource type.</param>
    /// <param name="copied">Tags that it takes over.</param>
    /// <param name="make">Makes the image.</param>
    public static Answer Of(
        Ec2Call call,
        IReadOnlyDictionary<string, ImmutableSortedDictionary<string, string>> specifications,
        ImmutableSortedDictionary<string, string> copied,
        Func<Ec2Image> make)
    {
        var tags = copied.SetItems(specifications.GetValueOrDefault("image", InstanceDescription.NoTags));
        var image = TaggedResource.Made(call, tags, make, static i => i.ImageId);
        return new Answer(xml => xml.Text("imageId", image.ImageId));
    }
}
