using System.Collections.Immutable;

namespace FakeImds.Ec2;

/// <summary>The condition keys of an image (docs/fidelity.md#iam-keys).</summary>
internal static class IamImageKeys
{
    /// <summary>The owner of an image of which only the id is known.</summary>
    public const string UnknownOwner = "unknown";

    public static ImmutableDictionary<string, ImmutableArray<string>> Of(Ec2Region region, Ec2Image image)
    {
        var keys = IamRequest.NoKeys.With("ec2:ImageID", image.ImageId);
        return IsUnknown(image) ? keys : keys
            .With("ec2:Owner", image.OwnerAlias ?? image.OwnerId ?? region.Account.AccountId)
            .With("ec2:Public", image.IsPublic ? "true" : "false")
            .WithResourceTags(region.Tags.Of(image.ImageId));
    }

    // The tags of an image are its owner's alone to see; those of an own image that a file describes are not kept.
    public static ImmutableHashSet<string> UnknownOf(Ec2Region region, Ec2Image image) =>
        IsUnknown(image) ? ["ec2:Owner", "ec2:Public", "aws:ResourceAccount", "aws:ResourceTag/", "ec2:ResourceTag/"]
        : image.OwnerId == region.Account.AccountId ? ["aws:ResourceTag/", "ec2:ResourceTag/"]
        : [];

    private static bool IsUnknown(Ec2Image image) => image.OwnerId is UnknownOwner;
}
