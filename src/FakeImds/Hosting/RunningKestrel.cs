using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace FakeImds.Hosting;

/// <summary>A Kestrel between its start and its end.</summary>
internal sealed class RunningKestrel : IAsyncDisposable
{
    // Its connections have ended with their listeners; what is left here is being cut.
    private static readonly TimeSpan s_grace = TimeSpan.FromMilliseconds(200);

    private readonly KestrelServer _server;

    private RunningKestrel(KestrelServer server, AcceptedConnections connections)
    {
        _server = server;
        Connections = connections;
    }

    /// <summary>Where accepted connections go.</summary>
    public AcceptedConnections Connections { get; }

    public static RunningKestrel Start(Action<KestrelServerOptions, ListenOptions> configure)
    {
        var connections = new AcceptedConnections();
        var options = new KestrelServerOptions { AddServerHeader = false, AllowHostHeaderOverride = true };
        options.Listen(connections.EndPoint, listen =>
        {
            // EC2 speaks HTTP/1.1 and nothing else.
            listen.Protocols = HttpProtocols.Http1;
            configure(options, listen);
        });
        var server = new KestrelServer(Options.Create(options), connections, NullLoggerFactory.Instance);
        try
        {
            // There is no socket behind its endpoint: it starts at once, and there is nothing to wait for.
            InNoContext(() => server.StartAsync(RequestApplication.Instance, CancellationToken.None).GetAwaiter().GetResult());
            return new RunningKestrel(server, connections);
        }
        catch
        {
            server.Dispose();
            throw;
        }
    }

    // On the thread pool: whoever waits for the end may hold up a synchronization context.
    public ValueTask DisposeAsync() => new(Task.Run(async () =>
    {
        using (_server)
        {
            using var grace = new CancellationTokenSource(s_grace);
            await _server.StopAsync(grace.Token).ConfigureAwait(false);
        }

        await Connections.DisposeAsync().ConfigureAwait(false);
    }));

    // It serves all: it must not keep the execution context of the one that happened to open the first address.
    private static void InNoContext(Action start)
    {
        if (ExecutionContext.IsFlowSuppressed())
        {
            start();
            return;
        }

        using (ExecutionContext.SuppressFlow())
        {
            start();
        }
    }
}
