using FakeImds.Ec2;
using FakeImds.Ec2Api.Protocol;
using FakeImds.Ec2Api.Shapes;

namespace FakeImds.Ec2Api.Images;

internal static class DescribeImages
{
    public static Answer Run(Ec2Call call)
    {
        var ids = call.Parameters.Texts("ImageId").Distinct(StringComparer.Ordinal).ToArray();
        var named = ids.Select(id => ImageIds.Get(call.Region, id)).ToArray();
        var owners = call.Parameters.Texts("Owner");
        var executableBy = call.Parameters.Texts("ExecutableBy");
        var filters = Filters.Read(call.Parameters);
        var page = Page.Read(call, min: 1, max: 1000);
        call.Parameters.Ignore("IncludeDeprecated", "IncludeDisabled");
        if (ids.Length > 0 && page.IsAsked)
        {
            throw new Ec2Exception(ApiErrors.Combination("ImageId", "MaxResults"));
        }

        call.Proceed();
        var images = call.Region.Images.Index;
        IEnumerable<Ec2Image> rest = ids.Length > 0 ? named
            : filters.Plain("image-id") is { } plainIds ? page.Rest(images.Find(plainIds), static i => i.ImageId)
            : filters.Plain("name") is { } names ? page.Rest(images.Named(names), static i => i.ImageId)
            : page.Rest(images.After);
        var visible = rest.Where(i => IsOwned(call, i, owners) && (executableBy.Count == 0 || (i.IsPublic && executableBy.Contains("all")) || executableBy.Contains("self")));
        var found = filters.Apply(visible, ImageFilters.Names, (i, name) => ImageFilters.Values(call.Account, i, name), i => call.Region.Tags.Of(i.ImageId));
        var shown = page.Of(found, static i => i.ImageId);
        return new Answer(xml =>
        {
            xml.List("imagesSet", shown, (x, i) => ImageShape.Write(x, call, i));
            page.Write(xml);
        });
    }

    private static bool IsOwned(Ec2Call call, Ec2Image image, IReadOnlyList<string> owners) =>
        owners.Count == 0 || owners.Contains(image.OwnerId ?? call.Account.AccountId)
        || (owners.Contains("self") && (image.OwnerId ?? call.Account.AccountId) == call.Account.AccountId);
}
