using System.Collections.Immutable;
using FakeImds.Ec2;
using FakeImds.Ec2Api.Protocol;

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
        if (call.Region.Tags.RefusalOfNew(tags) is { } error)
        {
            throw new Ec2Exception(error);
        }

        var image = make();
        call.Region.Tags.Create([image.ImageId], tags);
        return new Answer(xml => xml.Text("imageId", image.ImageId));
    }
}
