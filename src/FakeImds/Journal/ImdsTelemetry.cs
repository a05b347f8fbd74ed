using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace FakeImds.Journal;

/// <summary>
/// What .NET's own listeners are told: a meter and an activity source, both named <c>FakeImds</c>. They are of the process, as .NET has them; the
/// instance is a tag. Without listeners a request costs a few reads.
/// </summary>
internal static class ImdsTelemetry
{
    private const string Name = "FakeImds";
    private const string InstanceTag = "aws.ec2.instance.id";

    private static readonly Meter s_meter = new(Name);
    private static readonly ActivitySource s_activities = new(Name);

    // The first two are CloudWatch's, with its names (docs/fidelity.md#metrics).
    private static readonly Counter<long> s_noToken = s_meter.CreateCounter<long>("MetadataNoToken", "{request}", "IMDSv1 requests that were served.");
    private static readonly Counter<long> s_noTokenRejected = s_meter.CreateCounter<long>("MetadataNoTokenRejected", "{request}", "IMDSv1 requests that were refused because tokens are required.");
    private static readonly Counter<long> s_unanswered = s_meter.CreateCounter<long>("fakeimds.answers.withheld", "{answer}", "Answers that the hop limit kept from their clients.");
    private static readonly Counter<long> s_tokens = s_meter.CreateCounter<long>("fakeimds.tokens.issued", "{token}", "Tokens that were issued.");

    public static bool IsListenedTo =>
        s_noToken.Enabled || s_noTokenRejected.Enabled || s_unanswered.Enabled || s_tokens.Enabled || s_activities.HasListeners();

    public static void Tell(in ServedRequest request)
    {
        if (CounterOf(request) is { Enabled: true } counter)
        {
            counter.Add(1, new KeyValuePair<string, object?>(InstanceTag, request.InstanceId));
        }

        if (s_activities.HasListeners())
        {
            Trace(request);
        }
    }

    private static Counter<long>? CounterOf(in ServedRequest request) => request switch
    {
        { Outcome: AnswerOutcome.Withheld or AnswerOutcome.Expired } => s_unanswered,
        { IsV1: true, Outcome: AnswerOutcome.Sent, Status: 200 } => s_noToken,
        { IsV1: true, Outcome: AnswerOutcome.Sent, Status: 401 } => s_noTokenRejected,
        { IsPut: true, Outcome: AnswerOutcome.Sent, Status: 200 } => s_tokens,
        _ => null,
    };

    // An activity without a length: the answer is decided when it is told.
    private static void Trace(in ServedRequest request)
    {
        using var activity = s_activities.StartActivity(request.Method, ActivityKind.Server);
        if (activity is { IsAllDataRequested: true })
        {
            activity.SetTag(InstanceTag, request.InstanceId);
            activity.SetTag("http.request.method", request.Method);
            activity.SetTag("url.path", request.Path);
            activity.SetTag("http.response.status_code", request.Outcome is AnswerOutcome.Sent ? request.Status : null);
            activity.SetTag("fakeimds.version", request.Version is ImdsVersion.V2 ? "v2" : "v1");
            activity.SetTag("fakeimds.outcome", request.Outcome.ToString());
            activity.SetTag("fakeimds.hops", request.Hops);
        }
    }
}
