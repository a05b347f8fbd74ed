using FakeImds.Control.Hosting;
using FakeImds.Control.Json;
using FakeImds.Ec2;
using FakeImds.Iac.Messages;
using FakeImds.Iac.OwnSection;
using FakeImds.Iac.Shapes;

namespace FakeImds.Control.Resources;

/// <summary><c>/fakeimds/events</c>: what AWS tells instances.</summary>
internal static class EventsResource
{
    private static readonly Lazy<ObjectShape> s_shape = new(static () => ShapeFiles.Named("timed-event"));

    public static ValueTask<ControlAnswer> List(ControlCall call)
    {
        call.AllowOnly();
        return new(ControlAnswer.Ok(new EventsJson([.. call.Account.Events.Pending.Select(static e => Json(e))]), ControlJson.Default.EventsJson));
    }

    public static ValueTask<ControlAnswer> Post(ControlCall call)
    {
        call.AllowOnly();
        var document = call.Document(s_shape.Value);
        var instance = call.Instance(document.TextOf("InstanceId") ?? "default");
        var now = call.Now;
        var (instanceEvent, time) = TimedEventReader.Read(document, instance, now);
        return new(ControlAnswer.Created(Json(call.Account.Events.Add(instance, instanceEvent, time)), ControlJson.Default.EventJson));
    }

    public static ValueTask<ControlAnswer> Delete(ControlCall call)
    {
        call.AllowOnly();
        return call.Account.Events.Cancel(call.Path[1])
            ? new(ControlAnswer.NoContent)
            : throw ControlException.NotFound($"there is no event '{ShortValue.Of(call.Path[1])}' that is yet to happen; /fakeimds/events lists them");
    }

    public static MaintenanceJson Json(MaintenanceEvent e) => new(e.EventId, e.Code, e.Description, e.NotBefore, e.NotAfter, e.State);

    private static EventJson Json(ScheduledInstanceEvent scheduled)
    {
        var json = new EventJson { Id = scheduled.Id, InstanceId = scheduled.Instance.InstanceId, Type = "withdraw", At = scheduled.Time };
        return scheduled.Event switch
        {
            SpotInterruptionEvent e => json with { Type = "spot-interruption", Action = e.Action, NoticeSeconds = (int?)e.Notice?.TotalSeconds },
            RebalanceEvent => json with { Type = "rebalance-recommendation" },
            TargetLifecycleStateEvent e => json with { Type = "target-lifecycle-state", State = e.State },
            ScheduledMaintenanceEvent e => json with { Type = "maintenance", Maintenance = Json(e.Maintenance) },
            _ => json,
        };
    }
}
