using System.Collections.Concurrent;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;

namespace FakeImds.Hosting;

/// <summary>The open connections of one listener.</summary>
internal sealed class ListenerConnections
{
    // EC2 closes within a response; a listener that is shut waits this long at most for requests in flight.
    private static readonly TimeSpan s_grace = TimeSpan.FromMilliseconds(200);

    // How long the end waits for handlers of connections that are cut.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(1);

    // Made with the first connection: most of ten thousand addresses never see one at a time.
    private ConcurrentDictionary<ConnectionContext, bool>? _open;
    private TaskCompletionSource? _ended;

    public async Task ServeAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        var open = LazyInitializer.EnsureInitialized(ref _open, static () => new());
        open[connection] = true;
        try
        {
            if (Volatile.Read(ref _ended) is null)
            {
                await next(connection).ConfigureAwait(false);
            }
            else
            {
                connection.Abort();
            }
        }
        finally
        {
            open.TryRemove(connection, out _);
            if (Volatile.Read(ref _ended) is { } ended && open.IsEmpty)
            {
                ended.TrySetResult();
            }
        }
    }

    /// <summary>Ends idle connections at once and the others with their answer, or after the grace.</summary>
    public async Task EndAsync()
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Interlocked.Exchange(ref _ended, ended);
        if (Volatile.Read(ref _open) is not { IsEmpty: false } open)
        {
            return;
        }

        foreach (var (connection, _) in open)
        {
            connection.Features.Get<IConnectionLifetimeNotificationFeature>()?.RequestClose();
        }

        if (!await EndsWithinAsync(s_grace).ConfigureAwait(false))
        {
            foreach (var (connection, _) in open)
            {
                connection.Abort(new ConnectionAbortedException("The address was closed."));
            }

            await EndsWithinAsync(s_patience).ConfigureAwait(false);
        }

        async Task<bool> EndsWithinAsync(TimeSpan time)
        {
            await ended.Task.WaitAsync(time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return ended.Task.IsCompleted;
        }
    }
}
