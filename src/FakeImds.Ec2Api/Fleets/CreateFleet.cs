using FakeImds.Ec2;
using FakeImds.Ec2Api.Protocol;
using FakeImds.Ec2Api.Shapes;

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
        call.Proceed(call.Arn("fleet/*"), keys: IamRequest.NoKeys.WithRequestTags(tags.GetValueOrDefault("fleet", InstanceDescription.NoTags)));
        var fleet = call.Once(token, () =>
        {
            var (number, id) = call.Region.Fleets.Next();
            var launcher = new FleetLauncher(call, id, tags.GetValueOrDefault("instance", InstanceDescription.NoTags));
            launcher.Launch(pools, capacity.Parts.OnDemand, isSpot: false);
            launcher.Launch(pools, capacity.Parts.Spot, isSpot: true);
            var made = new Ec2Fleet
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
            call.Region.Fleets.Set(made);
            if (tags.TryGetValue("fleet", out var ofFleet))
            {
                call.Region.Tags.Create([id], ofFleet);
            }

            return made;
        });
        return new Answer(xml =>
        {
            xml.Text("fleetId", fleet.FleetId);
            if (fleet.Type == "instant")
            {
                FleetShape.WriteOutcome(xml, fleet);
            }
        });
    }
}
