using System.Net.Sockets;
using FakeImds.Hops;
using FakeImds.Journal;
using FakeImds.Service;
using Microsoft.AspNetCore.Http.Features;

namespace FakeImds.Faults;

/// <summary>Answers requests while there are faults.</summary>
internal sealed class FaultedRequests(MetadataService service, MetadataServiceOptions options, RequestJournal journal)
{
    // The first time a system waits before it sends a SYN again (docs/fidelity.md#fault-throttle).
    private static readonly TimeSpan s_retransmission = TimeSpan.FromSeconds(1);

    public async Task AnswerAsync(ActiveFault[] faults, IFeatureCollection features, ClientConnection client)
    {
        var request = features.Get<IHttpRequestFeature>()!;
        var isFirst = client.CountRequest() == 1;
        if (FaultEffects.Of(faults, service.Instance.InstanceId, request.Method, request.RawTarget, options.TimeProvider.GetUtcNow()) is not { } effects)
        {
            await service.AnswerAsync(features, client, null).ConfigureAwait(false);
            return;
        }

        var aborted = features.Get<IHttpRequestLifetimeFeature>()!.RequestAborted;
        using var end = CancellationTokenSource.CreateLinkedTokenSource(aborted, options.Stopping);
        try
        {
            await PassAsync(effects, isFirst, end.Token).ConfigureAwait(false);
            if (effects.Latency > TimeSpan.Zero)
            {
                await Task.Delay(effects.Latency, options.TimeProvider, end.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            // The client did not wait, or the service ends.
            features.Get<IHttpRequestLifetimeFeature>()!.Abort();
            return;
        }

        await (effects.Ending is { } ending
            ? EndAsync(features, client, isReset: ending is FaultType.Reset)
            : service.AnswerAsync(features, client, effects)).ConfigureAwait(false);
    }

    private async Task EndAsync(IFeatureCollection features, ClientConnection client, bool isReset)
    {
        var request = features.Get<IHttpRequestFeature>()!;
        var lifetime = features.Get<IHttpRequestLifetimeFeature>()!;
        var token = request.Headers.ContainsKey(ImdsHeaders.Token) ? TokenState.NotRead : TokenState.None;
        client.HasUnreadBody = true;
        if (service.Instance.Snapshot.IsOn)
        {
            journal.Tell(journal.Keep(client, options.TimeProvider.GetUtcNow(), request, token, AnswerOutcome.Faulted, isFaulted: true));
        }

        if (!isReset)
        {
            await service.HoldAsync(client.InputEnded, lifetime.RequestAborted).ConfigureAwait(false);
        }
        else if (client.Socket is { } socket)
        {
            // Closed with this the connection is reset; Kestrel's own end would be an orderly one.
            socket.LingerState = new LingerOption(enable: true, seconds: 0);
            socket.Dispose();
        }

        lifetime.Abort();
    }

    private async Task PassAsync(FaultEffects effects, bool isFirst, CancellationToken end)
    {
        var lost = TimeSpan.Zero;
        foreach (var throttle in effects.Throttles)
        {
            var counted = false;
            while (!throttle.Pass(options.TimeProvider.GetUtcNow(), isFirst) && !throttle.IsOver(options.TimeProvider.GetUtcNow()))
            {
                // A request that is lost again and again is one.
                if (!counted && !throttle.Take())
                {
                    break;
                }

                counted = true;
                if (throttle.Fault.Status is { } status)
                {
                    effects.Status ??= status;
                    break;
                }

                if (lost >= options.WithheldResponseTime)
                {
                    throw new OperationCanceledException();
                }

                lost += s_retransmission;
                await Task.Delay(s_retransmission, options.TimeProvider, end).ConfigureAwait(false);
            }
        }
    }
}
