using System.Collections.Frozen;
using FakeImds.Ec2Api.Protocol;
using FakeImds.Ec2Api.Shapes;

namespace FakeImds.Ec2Api.Fleets;

internal static class DescribeFleets
{
    private static readonly FrozenSet<string> s_filters = FrozenSet.Create(
        StringComparer.Ordinal, "activity-status", "excess-capacity-termination-policy", "fleet-state", "replace-unhealthy-instances", "type");

    public static Answer Run(Ec2Call call)
    {
        var named = FleetIds.Optional(call);
        var filters = Filters.Read(call.Parameters);
        var page = Page.Read(call, min: 1, max: 1000);
        call.Proceed();
        var fleets = call.Region.Fleets.Index;
        var rest = named.Count > 0 ? page.Rest(named, static f => f.FleetId) : page.Rest(fleets.After);
        var found = filters.Apply(
            rest,
            s_filters,
            static (f, name) => [name switch
            {
                "activity-status" => f.Errors.IsEmpty ? "fulfilled" : "error",
                "fleet-state" => f.State,
                "type" => f.Type,
                "replace-unhealthy-instances" => "false",
                _ => null,
            }],
            f => call.Region.Tags.Of(f.FleetId));
        var shown = page.Of(found, static f => f.FleetId);
        return new Answer(xml =>
        {
            xml.List("fleetSet", shown, (x, f) => FleetShape.Write(x, call, f));
            page.Write(xml);
        });
    }
}
