using FakeImds.Service;

namespace FakeImds.Faults;

/// <summary>What faults do to one request.</summary>
internal sealed class FaultEffects
{
    private readonly string _path;
    private readonly List<ActiveFault> _onAnswer = [];

    private FaultEffects(string path) => _path = path;

    /// <summary>How late the answer is.</summary>
    public TimeSpan Latency { get; private set; }

    /// <summary>The throttles that the request has to pass.</summary>
    public List<ActiveFault> Throttles { get; } = [];

    /// <summary>How the connection ends without an answer; null when it does not.</summary>
    public FaultType? Ending { get; private set; }

    /// <summary>The status that takes the answer's place; null for none.</summary>
    public int? Status { get; set; }

    /// <summary>True when an answer is not what it would have been.</summary>
    public bool HasChangedAnswer { get; private set; }

    /// <summary>What hits a request; null when nothing does.</summary>
    public static FaultEffects? Of(ActiveFault[] faults, string instanceId, string method, string target, DateTimeOffset now)
    {
        FaultEffects? effects = null;
        var path = FaultPath.Of(target);
        foreach (var active in faults)
        {
            if (active.Hits(instanceId, method, path, now))
            {
                (effects ??= new(path)).Add(active);
            }
        }

        return effects;
    }

    /// <summary>The answer in place of one that the service has decided.</summary>
    /// <param name="answer">What the service has decided.</param>
    /// <param name="tokenAge">How long ago the request's token was issued; null when it has no valid one.</param>
    public Answer Change(Answer answer, TimeSpan? tokenAge)
    {
        if (Status is { } status)
        {
            HasChangedAnswer = true;
            return Answer.OfFault(status);
        }

        foreach (var active in _onAnswer)
        {
            if (Instead(active.Fault, answer, tokenAge) is { } other && active.Take())
            {
                HasChangedAnswer = true;
                return other;
            }
        }

        return answer;
    }

    private Answer? Instead(Fault fault, Answer answer, TimeSpan? tokenAge) => fault.Type switch
    {
        FaultType.RejectFreshToken => tokenAge < (fault.FreshFor ?? TimeSpan.FromSeconds(1)) ? Answer.Unauthorized : null,
        FaultType.MissingCredentials => answer.Status is 200 && FaultPath.Role(_path) is { Length: > 0 } ? Answer.NotFound(answer.TtlSeconds) : null,
        FaultType.EmptyRoleList => answer.Status is 200 && FaultPath.Role(_path) is "" ? answer.WithoutBody() : null,
        _ => null,
    };

    private void Add(ActiveFault active)
    {
        var fault = active.Fault;
        switch (fault.Type)
        {
            case FaultType.Latency:
                Latency += active.Take() ? fault.Latency!.Value : TimeSpan.Zero;
                break;
            case FaultType.Drop or FaultType.Reset:
                Ending ??= Ending is null && active.Take() ? fault.Type : null;
                break;
            case FaultType.Status:
                Status ??= Status is null && active.Take() ? fault.Status ?? 503 : null;
                break;
            case FaultType.Throttle:
                Throttles.Add(active);
                break;
            default:
                _onAnswer.Add(active);
                break;
        }
    }
}
