using System.Collections.Frozen;
using FakeImds.Ec2Api.Protocol;
using FakeImds.Ec2Api.Shapes;

namespace FakeImds.Ec2Api.Spot;

internal static class DescribeSpotInstanceRequests
{
    private static readonly FrozenSet<string> s_filters = FilterNames.SpotInstanceRequests.ToFrozenSet(StringComparer.Ordinal);

    public static Answer Run(Ec2Call call)
    {
        var named = SpotRequestIds.Optional(call);
        var filters = Filters.Read(call.Parameters);
        var page = Page.Read(call, min: 5, max: 1000);
        call.Proceed();
        var requests = call.Region.SpotRequests.Index;
        var rest = named.Count > 0 ? page.Rest(named, static r => r.RequestId) : page.Rest(requests.After);
        var shown = page.Of(filters.Apply(rest, s_filters, SpotRequestShape.Values, r => call.Region.Tags.Of(r.RequestId)), static r => r.RequestId);
        return new Answer(xml =>
        {
            xml.List("spotInstanceRequestSet", shown, (x, r) => SpotRequestShape.Write(x, call, r));
            page.Write(xml);
        });
    }
}
