using FakeImds.Ec2;
using FakeImds.Ec2Api.Protocol;

namespace FakeImds.Ec2Api.Fleets;

/// <summary>Deletes fleets, each on its own: those that can't be are told beside the others.</summary>
internal static class DeleteFleets
{
    public static Answer Run(Ec2Call call)
    {
        var ids = call.Parameters.Texts("FleetId").Distinct(StringComparer.Ordinal).ToArray();
        _ = ids.Length > 0 ? call.Parameters.Required("TerminateInstances") : throw new Ec2Exception(Ec2Errors.Missing("FleetId"));
        var terminate = call.Parameters.Flag("TerminateInstances")!.Value;
        call.Proceed([.. ids.Select(id => call.Arn("fleet/" + id))], IamRequest.NoKeys);
        var fleets = call.Region.Fleets;
        var found = ids.Select(fleets.Index.Find).OfType<Ec2Fleet>().ToArray();
        var deletable = found.Where(f => terminate || f.Type != "instant").ToArray();
        var terminated = terminate ? deletable.SelectMany(static f => f.Launches).SelectMany(static l => l.Instances).ToArray() : [];
        foreach (var instance in terminated)
        {
            instance.Terminate();
        }

        var state = terminate ? "deleted_terminating" : "deleted_running";
        foreach (var fleet in deletable)
        {
            fleets.Set(fleet with { State = state });
        }

        return new Answer(xml => xml
            .List("successfulFleetDeletionSet", deletable, (x, f) => x.Text("currentFleetState", state).Text("previousFleetState", f.State).Text("fleetId", f.FleetId))
            .List("unsuccessfulFleetDeletionSet", ids.Except(deletable.Select(static f => f.FleetId)), (x, id) => x
                .Element("error", e => Error(e, id, exists: fleets.Index.Find(id) is not null))
                .Text("fleetId", id)));
    }

    private static void Error(Ec2Xml xml, string id, bool exists) => xml
        .Text("code", exists ? "fleetNotInDeletableState" : "fleetIdDoesNotExist")
        .Text("message", exists ? $"The instances of the instant fleet '{id}' must be terminated with it." : $"The fleet ID '{id}' does not exist");
}
