using System.Collections.Frozen;
using System.Globalization;
using FakeImds.Ec2;
using FakeImds.Ec2Api.Protocol;
using FakeImds.Ec2Api.Shapes;

namespace FakeImds.Ec2Api.Instances;

/// <summary>The health of instances, and their maintenance events: those that <c>events/maintenance/</c> shows.</summary>
internal static class DescribeInstanceStatus
{
    private static readonly FrozenSet<string> s_filters = FilterNames.InstanceStatus.ToFrozenSet(StringComparer.Ordinal);

    public static Answer Run(Ec2Call call)
    {
        var named = InstanceIds.Optional(call);
        var all = call.Parameters.Flag("IncludeAllInstances") ?? false;
        var filters = Filters.Read(call.Parameters);
        var page = Page.Read(call, min: 5, max: 1000);
        call.Parameters.Ignore("IncludeManagedResources");
        if (named.Count > 0 && page.IsAsked)
        {
            throw new Ec2Exception(ApiErrors.Combination("InstanceId", "MaxResults"));
        }

        call.Proceed();
        var rest = named.Count > 0 ? named : page.Rest(call.Region.Instances.Known.After);
        var found = filters.Apply(
            rest.Where(i => i.State is InstanceState.Running || (all && i.State is not InstanceState.Terminated)), s_filters, Values, static i => i.Snapshot.Description.Tags);
        var shown = page.Of(found, static i => i.InstanceId);
        return new Answer(xml =>
        {
            xml.List("instanceStatusSet", shown, Write);
            page.Write(xml);
        });
    }

    private static void Write(Ec2Xml xml, Ec2Instance instance)
    {
        var d = instance.Snapshot.Description;
        var state = instance.State;
        xml.Text("instanceId", d.InstanceId)
            .Text("availabilityZone", d.Placement.AvailabilityZone)
            .Text("availabilityZoneId", d.Placement.AvailabilityZoneId)
            .OptionalList("eventsSet", d.ScheduledEvents, static (x, e) => Event(x, e))
            .Element("instanceState", x => InstanceStates.Write(x, state))
            .Element("systemStatus", x => Health(x, state))
            .Element("instanceStatus", x => Health(x, state))
            .Element("attachedEbsStatus", x => Health(x, state));
    }

    private static void Event(Ec2Xml xml, MaintenanceEvent scheduled)
    {
        xml.Text("instanceEventId", scheduled.EventId).Text("code", scheduled.Code).Text("description", scheduled.Description);
        if (scheduled.NotAfter is { } end)
        {
            xml.Time("notAfter", end);
        }

        xml.Time("notBefore", scheduled.NotBefore);
    }

    private static void Health(Ec2Xml xml, InstanceState state)
    {
        xml.Text("status", Status(state));
        if (state is InstanceState.Running or InstanceState.Pending)
        {
            xml.List("details", [Reachability(state)], static (x, r) => x.Text("name", "reachability").Text("status", r));
        }
    }

    private static string Status(InstanceState state) => state switch
    {
        InstanceState.Running => "ok",
        InstanceState.Pending => "initializing",
        _ => "not-applicable",
    };

    private static string? Reachability(InstanceState state) => state switch
    {
        InstanceState.Running => "passed",
        InstanceState.Pending => "initializing",
        _ => null,
    };

    private static IEnumerable<string?> Values(Ec2Instance instance, string filter)
    {
        var d = instance.Snapshot.Description;
        return filter switch
        {
            "availability-zone" => [d.Placement.AvailabilityZone],
            "availability-zone-id" => [d.Placement.AvailabilityZoneId],
            "event.code" => d.ScheduledEvents.Select(static e => e.Code),
            "event.description" => d.ScheduledEvents.Select(static e => e.Description),
            "event.instance-event-id" => d.ScheduledEvents.Select(static e => e.EventId),
            "event.not-after" => d.ScheduledEvents.Select(static e => e.NotAfter is { } end ? Ec2Xml.TimeText(end) : null),
            "event.not-before" => d.ScheduledEvents.Select(static e => Ec2Xml.TimeText(e.NotBefore)),
            "instance-state-code" => [((int)instance.State).ToString(CultureInfo.InvariantCulture)],
            "instance-state-name" => [InstanceStates.Name(instance.State)],
            "instance-status.status" or "system-status.status" or "attached-ebs-status.status" => [Status(instance.State)],
            "instance-status.reachability" or "system-status.reachability" => [Reachability(instance.State)],
            _ => [],
        };
    }
}
