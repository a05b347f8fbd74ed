using FakeImds.Hops;

namespace FakeImds.Journal;

/// <summary>Tells who asked to be told of an instance's requests.</summary>
internal sealed class RequestJournal(string instanceId, Action<ServedRequest>? onRequest)
{
    /// <summary>True when somebody asked.</summary>
    public bool IsRead => onRequest is not null;

    /// <param name="client">Who made the request.</param>
    /// <param name="time">When it was answered.</param>
    /// <param name="method">The method as sent.</param>
    /// <param name="target">The request target as sent.</param>
    /// <param name="version">The version of the protocol.</param>
    /// <param name="outcome">What became of the answer.</param>
    /// <param name="status">The status of an answer.</param>
    public void Report(ClientConnection client, DateTimeOffset time, string method, string target, ImdsVersion version, AnswerOutcome outcome, int status = 0) =>
        onRequest?.Invoke(new ServedRequest
        {
            Time = time,
            InstanceId = instanceId,
            Client = client.Address,
            Hops = client.Hops,
            Method = method,
            Path = target,
            Version = version,
            Status = outcome is AnswerOutcome.Sent ? status : 0,
            Outcome = outcome,
        });
}
