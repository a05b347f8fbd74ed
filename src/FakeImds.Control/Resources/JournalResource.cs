using FakeImds.Control.Hosting;
using FakeImds.Control.Json;
using FakeImds.Journal;

namespace FakeImds.Control.Resources;

/// <summary><c>/fakeimds/journal</c>: what was asked and how it was answered.</summary>
internal static class JournalResource
{
    private const int LongestWait = 600;
    private const int UsualWait = 30;

    public static async ValueTask<ControlAnswer> Get(ControlCall call)
    {
        call.AllowOnly("waitFor", "timeoutSeconds");
        var journal = Of(call);
        var count = call.Number("waitFor", 0, int.MaxValue);
        var seconds = call.Number("timeoutSeconds", 0, LongestWait);
        if (count is { } wanted)
        {
            await WaitAsync(journal, wanted, TimeSpan.FromSeconds(seconds ?? UsualWait), call.Gone);
        }
        else if (seconds is not null)
        {
            throw ControlException.BadRequest("timeoutSeconds is given without waitFor; leave it out, or say how many requests to wait for");
        }

        return Answer(journal);
    }

    public static ValueTask<ControlAnswer> Clear(ControlCall call)
    {
        call.AllowOnly();
        Of(call).Clear();
        return new(ControlAnswer.NoContent);
    }

    // The time of the machine: the client waits by its own clock.
    private static async Task WaitAsync(ImdsJournal journal, int count, TimeSpan time, CancellationToken gone)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(gone);
        end.CancelAfter(time);
        try
        {
            await journal.WaitForAsync(count, end.Token);
        }
        catch (OperationCanceledException) when (!gone.IsCancellationRequested)
        {
            throw new ControlException(408, FormattableString.Invariant($"there were {journal.Count} of {count} requests after {time.TotalSeconds} seconds"));
        }
    }

    private static ImdsJournal Of(ControlCall call)
    {
        try
        {
            return call.Target.Emulator.Journal;
        }
        catch (InvalidOperationException e)
        {
            throw ControlException.Conflict(e.Message);
        }
    }

    private static ControlAnswer Answer(ImdsJournal journal)
    {
        var requests = journal.Requests;
        return ControlAnswer.Ok(
            new JournalJson([.. requests.Select(Json)], journal.Count, journal.Dropped, journal.Capacity, journal.LeastHopLimit), ControlJson.Default.JournalJson);
    }

    private static RequestJson Json(ServedRequest r) => new()
    {
        Time = r.Time,
        InstanceId = r.InstanceId,
        Client = (r.Client is { IsIPv4MappedToIPv6: true } mapped ? mapped.MapToIPv4() : r.Client)?.ToString(),
        ClientPort = r.ClientPort,
        Hops = r.Hops,
        HopsAreDeclared = r.HopsAreDeclared,
        Method = r.Method,
        Path = r.Path,
        Version = r.Version is ImdsVersion.V2 ? "v2" : "v1",
        Token = r.Token switch
        {
            TokenState.None => "none",
            TokenState.Valid => "valid",
            TokenState.Expired => "expired",
            TokenState.Invalid => "invalid",
            _ => "not-read",
        },
        IsForwarded = r.IsForwarded,
        UserAgent = r.UserAgent,
        Status = r.Outcome is AnswerOutcome.Sent ? r.Status : null,
        Outcome = r.Outcome switch
        {
            AnswerOutcome.Sent => "sent",
            AnswerOutcome.Withheld => "withheld",
            AnswerOutcome.Expired => "expired",
            AnswerOutcome.Faulted => "faulted",
            _ => "unsent",
        },
        IsFaulted = r.IsFaulted,
        Process = r.Process is { } process ? new ProcessJson(process.ProcessId, process.Executable, process.CommandLine, process.ContainerId) : null,
    };
}
