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
        var instances = call.Region.Instances.All.SelectMany(static i => i.Snapshot.Description.Tags.Select(t => new ResourceTag(i.InstanceId, t.Key, t.Value)));
        var others = call.Region.Tags.Others.SelectMany(static r => r.Value.Select(t => new ResourceTag(r.Key, t.Key, t.Value)));
        var found = filters.Apply(instances.Concat(others), s_filters, Values, static t => new Dictionary<string, string> { [t.Key] = t.Value });
        var shown = page.Of(found, static t => $"{t.ResourceId} {t.Key}");
        return new Answer(xml =>
        {
            xml.List("tagSet", shown, static (x, t) => x.Text("resourceId", t.ResourceId).Text("resourceType", t.ResourceType).Text("key", t.Key).Text("value", t.Value));
            page.Write(xml);
        });
    }

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
