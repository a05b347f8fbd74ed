using FakeImds.Ec2;
using FakeImds.Ec2Api.Protocol;
using FakeImds.Ec2Api.Shapes;

namespace FakeImds.Ec2Api.Fleets;

/// <summary>The instances of a fleet that are not terminated.</summary>
internal static class DescribeFleetInstances
{
    private static readonly HashSet<string> s_filters = ["instance-type"];

    public static Answer Run(Ec2Call call)
    {
        var fleet = FleetIds.Get(call, call.Parameters.Required("FleetId"));
        var filters = Filters.Read(call.Parameters);
        var page = Page.Read(call, min: 1, max: 1000);
        call.Proceed(call.Arn("fleet/" + fleet.FleetId));
        var alive = fleet.Launches.SelectMany(static l => l.Instances).Where(static i => i.State is not (InstanceState.Terminated or InstanceState.ShuttingDown));
        var found = filters.Apply(
            page.Rest(alive, static i => i.InstanceId), s_filters, static (i, _) => [i.Snapshot.Description.InstanceType], static i => i.Snapshot.Description.Tags);
        var shown = page.Of(found, static i => i.InstanceId);
        return new Answer(xml =>
        {
            xml.List("activeInstanceSet", shown, static (x, i) => x
                .Text("instanceId", i.InstanceId)
                .Text("instanceType", i.Snapshot.Description.InstanceType)
                .Text("instanceHealth", "healthy"));
            page.Write(xml);
            xml.Text("fleetId", fleet.FleetId);
        });
    }
}
