using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using FakeImds.Ec2;
using static FakeImds.Categories.Entries;

namespace FakeImds.Categories;

/// <summary><c>events/</c> and <c>spot/</c>.</summary>
internal static class EventCategories
{
    // Most instances have no events; they share this.
    private static readonly Category? s_none = Rendered([], [], null);

    public static Category? Events(InstanceDescription d) =>
        d.EventHistory.IsEmpty && d.ScheduledEvents.IsEmpty && d.RebalanceNoticeTime is null
            ? s_none
            : Rendered(d.EventHistory, d.ScheduledEvents, d.RebalanceNoticeTime);

    private static Category? Rendered(ImmutableArray<MaintenanceEvent> history, ImmutableArray<MaintenanceEvent> scheduled, DateTimeOffset? rebalance) => Dir(
        "events", "2018-08-17",
        Dir(
            "maintenance", "2018-08-17",
            Leaf("history", "2018-08-17", Json(history)),
            Leaf("scheduled", "2018-08-17", Json(scheduled))),
        Dir(
            "recommendations", "2020-10-27",
            Leaf("rebalance", "2020-10-27", rebalance is { } notice ? $$"""{"noticeTime":"{{Iso(notice)}}"}""" : null)));

    public static Category? Spot(InstanceDescription d) => d.SpotInterruption is not { } notice ? null : Dir(
        "spot", "2014-11-05",
        Leaf("instance-action", "2016-11-15", $$"""{"action": "{{notice.Action}}", "time": "{{Iso(notice.Time)}}"}"""),
        Leaf("termination-time", "2014-11-05", notice.Action is "terminate" ? Iso(notice.Time) : null));

    private static string Json(ImmutableArray<MaintenanceEvent> events)
    {
        if (events.IsEmpty)
        {
            return "[]";
        }

        var json = new StringBuilder("[ ");
        json.AppendJoin(", ", events.Select(static e => PrettyJson.Object([.. Members(e)])));
        return json.Append(" ]").ToString();
    }

    private static IEnumerable<(string Key, string? Text)> Members(MaintenanceEvent e)
    {
        yield return ("NotBefore", PrettyJson.Text(Date(e.NotBefore)));
        yield return ("Code", PrettyJson.Text(e.Code));
        yield return ("Description", PrettyJson.Text(e.Description));
        yield return ("EventId", PrettyJson.Text(e.EventId));
        if (e.NotAfter is { } end)
        {
            yield return ("NotAfter", PrettyJson.Text(Date(end)));
        }

        yield return ("State", PrettyJson.Text(e.State));
    }

    // The one place with dates of this form: 21 Jan 2019 09:00:43 GMT.
    private static string Date(DateTimeOffset time) =>
        time.UtcDateTime.ToString("d MMM yyyy HH:mm:ss 'GMT'", CultureInfo.InvariantCulture);
}
