using FakeImds.Hops;
using FakeImds.Service;
using Microsoft.AspNetCore.Http.Features;

namespace FakeImds.Journal;

/// <summary>Tells who asked to be told of an instance's requests.</summary>
internal sealed class RequestJournal(string instanceId, ImdsJournal? journal, Action<ServedRequest>? onRequest, FailureReport failures)
{
    /// <summary>True when somebody asked.</summary>
    public bool IsRead => onRequest is not null || journal is not null || ImdsTelemetry.IsListenedTo;

    /// <summary>Keeps a request, before its answer leaves: who has the answer finds the request in the journal.</summary>
    /// <param name="client">Who made the request.</param>
    /// <param name="time">When it was answered.</param>
    /// <param name="request">The request.</param>
    /// <param name="token">What is to be said of its token.</param>
    /// <param name="outcome">What becomes of the answer.</param>
    /// <param name="status">The status of an answer.</param>
    /// <param name="isFaulted">Whether a fault decided the answer.</param>
    public ServedRequest Keep(
        ClientConnection client, DateTimeOffset time, IHttpRequestFeature request, TokenState token, AnswerOutcome outcome, int status = 0, bool isFaulted = false)
    {
        if (!IsRead)
        {
            return default;
        }

        var headers = request.Headers;
        var version = token is not TokenState.None || request.Method is "PUT" ? ImdsVersion.V2 : ImdsVersion.V1;
        var served = Describe(client, time, request.Method, request.RawTarget, version, token, outcome, status) with
        {
            IsFaulted = isFaulted,
            IsForwarded = client.MayBeForwarded && headers.ContainsKey(ImdsHeaders.ForwardedFor),
            UserAgent = headers.UserAgent is [{ } agent, ..] ? agent : null,
        };
        return Keep(served);
    }

    /// <summary>Tells a request that was kept, when its answer is under way.</summary>
    public void Tell(in ServedRequest request)
    {
        try
        {
            onRequest?.Invoke(request);
        }
        catch (Exception e)
        {
            // Who is told of an answer doesn't change it.
            failures.Tell(e);
        }
    }

    /// <summary>Keeps and tells what did not become a request.</summary>
    public void Report(ClientConnection client, DateTimeOffset time, string method, string target, ImdsVersion version, bool carriesToken, AnswerOutcome outcome, int status = 0)
    {
        if (IsRead)
        {
            var token = carriesToken ? TokenState.NotRead : TokenState.None;
            Tell(Keep(Describe(client, time, method, target, version, token, outcome, status)));
        }
    }

    private ServedRequest Keep(in ServedRequest request)
    {
        journal?.Add(request);
        try
        {
            ImdsTelemetry.Tell(request);
        }
        catch (Exception e)
        {
            failures.Tell(e);
        }

        return request;
    }

    private ServedRequest Describe(
        ClientConnection client, DateTimeOffset time, string method, string target, ImdsVersion version, TokenState token, AnswerOutcome outcome, int status) => new()
    {
        Time = time,
        InstanceId = instanceId,
        Client = client.Address,
        ClientPort = client.Port,
        Hops = client.Hops,
        HopsAreDeclared = client.IsDeclared,
        IsOverIpv6 = client.IsOverIpv6,
        Process = client.Process,
        Method = method,
        Path = target,
        Version = version,
        Token = token,
        Status = outcome is AnswerOutcome.Sent ? status : 0,
        Outcome = outcome,
    };
}
