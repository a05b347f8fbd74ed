using System.Collections.Immutable;
using FakeImds.Ec2;
using FakeImds.Ec2Api.Protocol;
using FakeImds.Ec2Api.Shapes;
using FakeImds.Ec2Api.Tags;

namespace FakeImds.Ec2Api.Fleets;

/// <summary>Launches instances from templates. An override's metadata options are the launch request's: they outrank the template's (docs/fidelity.md#fleets).</summary>
internal static class CreateFleet
{
    public static Answer Run(Ec2Call call)
    {
        var parameters = call.Parameters;
        var type = FleetReader.Type(parameters);
        var capacity = FleetReader.Capacity(parameters);
        var pools = FleetReader.Pools(call, type);
        var token = parameters.Text("ClientToken");
        var tags = TagShape.ReadSpecifications(parameters);
        parameters.Ignore(
            "SpotOptions", "OnDemandOptions", "ReservedCapacityOptions", "ExcessCapacityTerminationPolicy", "TerminateInstancesWithExpiration",
            "ValidFrom", "ValidUntil", "ReplaceUnhealthyInstances", "Context");
        var ofFleet = tags.GetValueOrDefault("fleet", InstanceDescription.NoTags);
        call.Proceed(call.Arn("fleet/*"), keys: IamRequest.NoKeys.WithRequestTags(ofFleet));
        var fleet = call.Once(token, () => TaggedResource.Made(
            call, ofFleet, () => Launched(call, type, capacity, pools, token, tags.GetValueOrDefault("instance", InstanceDescription.NoTags)), static f => f.FleetId));
        return new Answer(xml =>
        {
            xml.Text("fleetId", fleet.FleetId);
            if (fleet.Type == "instant")
            {
                FleetShape.WriteOutcome(xml, fleet);
            }
        });
    }

    private static Ec2Fleet Launched(
        Ec2Call call, string type, FleetCapacity capacity, ImmutableArray<FleetPool> pools, string? token, ImmutableSortedDictionary<string, string> instanceTags)
    {
        var (number, id) = call.Region.Fleets.Next();
        var launcher = new FleetLauncher(call, id, instanceTags);
        launcher.Launch(pools, capacity.Parts.OnDemand, isSpot: false);
        launcher.Launch(pools, capacity.Parts.Spot, isSpot: true);
        var fleet = new Ec2Fleet
        {
            FleetId = id,
            Type = type,
            Number = number,
            CreateTime = call.Account.TimeProvider.GetUtcNow(),
            ClientToken = token,
            Capacity = capacity,
            Pools = pools,
            Launches = launcher.Launches,
            Errors = launcher.Errors,
        };
        call.Region.Fleets.Set(fleet);
        return fleet;
    }
}
