using FakeImds.Ec2Api.Protocol;
using FakeImds.Ec2Api.Shapes;

namespace FakeImds.Ec2Api.Tags;

internal static class DescribeTags
{
    private static readonly HashSet<string> s_filters = ["key", "resource-id", "resource-type", "value"];

    public static Answer Run(Ec2Call call)
    {
        var filters = Filters.Read(call.Parameters);
        var page = Page.Read(call, min: 5, max: 1000);
        call.Proceed();
        var resources = filters.Plain("resource-id")?.Order(StringComparer.Ordinal)
            ?? call.Region.Instances.All.Select(static i => i.InstanceId).Concat(call.Region.Tags.Others.Keys);
        var tags = resources.SelectMany(id => call.Region.Tags.Of(id).Select(t => new ResourceTag(id, t.Key, t.Value)));
        var rest = page.Rest(tags, Key);
        var found = filters.Apply(rest, s_filters, Values, static t => new Dictionary<string, string> { [t.Key] = t.Value });
        var shown = page.Of(found, Key);
        return new Answer(xml =>
        {
            xml.List("tagSet", shown, static (x, t) => x.Text("resourceId", t.ResourceId).Text("resourceType", t.ResourceType).Text("key", t.Key).Text("value", t.Value));
            page.Write(xml);
        });
    }

    private static string Key(ResourceTag tag) => $"{tag.ResourceId} {tag.Key}";

    private static IEnumerable<string?> Values(ResourceTag tag, string filter) =>
    [
        filter switch
        {
            "key" => tag.Key,
            "resource-id" => tag.ResourceId,
            "resource-type" => tag.ResourceType,
            _ => tag.Value,
        },
    ];

    private sealed record ResourceTag(string ResourceId, string Key, string Value)
    {
        public string ResourceType => ResourceTypes.Of(ResourceId);
    }
}
