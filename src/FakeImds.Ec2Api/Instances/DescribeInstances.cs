using FakeImds.Ec2;
using FakeImds.Ec2Api.Protocol;
using FakeImds.Ec2Api.Shapes;

namespace FakeImds.Ec2Api.Instances;

internal static class DescribeInstances
{
    public static Answer Run(Ec2Call call)
    {
        var named = InstanceIds.Optional(call);
        var filters = Filters.Read(call.Parameters);
        var page = Page.Read(call, min: 5, max: 1000);
        call.Parameters.Ignore("IncludeManagedResources");
        if (named.Count > 0 && page.IsAsked)
        {
            throw new Ec2Exception(ApiErrors.Combination("InstanceId", "MaxResults"));
        }

        call.Proceed();
        var rest = named.Count > 0 ? named
            : filters.Plain("instance-id") is { } ids ? page.Rest(call.Region.Instances.Known.Find(ids), static i => i.InstanceId)
            : page.Rest(call.Region.Instances.Known.After);
        var found = filters.Apply(rest, InstanceFilters.Names, InstanceFilters.Values, static i => i.Snapshot.Description.Tags);
        var shown = page.Of(found, static i => i.InstanceId);
        var reservations = shown.GroupBy(static i => i.Snapshot.Description.ReservationId).ToArray();
        return new Answer(xml =>
        {
            xml.List("reservationSet", reservations, (x, r) => ReservationShape.Write(x, call, [.. r], isLaunch: false));
            page.Write(xml);
        });
    }
}
