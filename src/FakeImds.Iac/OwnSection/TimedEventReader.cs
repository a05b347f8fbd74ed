using FakeImds.Ec2;
using FakeImds.Iac.Documents;

namespace FakeImds.Iac.OwnSection;

/// <summary>Reads an event that is checked against its shape: the config file's, and the control API's.</summary>
internal static class TimedEventReader
{
    private static readonly TimeSpan s_announcement = TimeSpan.FromDays(14);

    /// <param name="node">The event.</param>
    /// <param name="instance">Whom it happens to.</param>
    /// <param name="now">The account's time.</param>
    /// <returns>The event and its time.</returns>
    /// <exception cref="ConfigException">Members are missing or exclude each other.</exception>
    public static (InstanceEvent Event, DateTimeOffset Time) Read(ConfigNode node, Ec2Instance instance, DateTimeOffset now)
    {
        var time = Moment.Of(node, "At", "AfterSeconds", now) ?? now;
        return (Event(node, instance, time), time);
    }

    private static InstanceEvent Event(ConfigNode node, Ec2Instance instance, DateTimeOffset time)
    {
        switch (node.Required("Type").Text)
        {
            case "spot-interruption":
                Only(node, "Action", "NoticeSeconds");
                return new SpotInterruptionEvent(
                    node.TextOf("Action") ?? "terminate", node.NumberOf("NoticeSeconds") is { } seconds ? TimeSpan.FromSeconds(seconds) : null);
            case "rebalance-recommendation":
                Only(node);
                return new RebalanceEvent();
            case "target-lifecycle-state":
                Only(node, "State");
                return new TargetLifecycleStateEvent(node.Required("State").Text);
            case "maintenance":
                Only(node, "Maintenance");
                return new ScheduledMaintenanceEvent(Maintenance(node["Maintenance"], instance, time));
            default:
                Only(node);
                return new EventsWithdrawnEvent();
        }
    }

    private static MaintenanceEvent Maintenance(ConfigNode? node, Ec2Instance instance, DateTimeOffset time)
    {
        var description = instance.Snapshot.Description;
        var code = node?.TextOf("Code") ?? "system-reboot";
        return new MaintenanceEvent
        {
            EventId = node?.TextOf("InstanceEventId")
                ?? instance.Account.Ids.Id("instance-event", instance.InstanceId, description.ScheduledEvents.Length + description.EventHistory.Length),
            Code = code,
            Description = node?.TextOf("Description") ?? Words(code),
            NotBefore = node?.TimeOf("NotBefore") ?? time + s_announcement,
            NotAfter = node?.TimeOf("NotAfter"),
            State = node?.TextOf("State") ?? "active",
        };
    }

    private static string Words(string code) => code switch
    {
        "instance-reboot" => "The instance is scheduled for a reboot",
        "system-maintenance" => "The instance is scheduled for system maintenance",
        "instance-retirement" => "The instance is running on degraded hardware",
        "instance-stop" => "The instance is scheduled for a stop",
        _ => "scheduled reboot",
    };

    // A member of another type of event would be passed over in silence.
    private static void Only(ConfigNode node, params ReadOnlySpan<string> own)
    {
        foreach (var member in node.Members)
        {
            if (member.Name is "Action" or "NoticeSeconds" or "State" or "Maintenance" && !own.Contains(member.Name))
            {
                throw new ConfigException(member.Position, $"an event of type {node["Type"]!.Text} has no {member.Name}; leave it out");
            }
        }
    }
}
