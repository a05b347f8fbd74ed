using System.Collections.Concurrent;
using System.Net;
using FakeImds.Hosting;

namespace FakeImds.Ec2Api.Hosting;

/// <summary>The ports of the EC2 API or of control: of the one Kestrel, on which both are served.</summary>
internal sealed class ApiListeners : IAsyncDisposable
{
    private readonly ConcurrentBag<SocketListener> _listeners = [];

    /// <summary>Begins a start as the server's users see it: a task, also for what fails at once.</summary>
    public static Task<IPEndPoint> StartAsync(Func<IPEndPoint, IPEndPoint> start, IPEndPoint? endpoint, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled<IPEndPoint>(cancellationToken);
        }

        try
        {
            return Task.FromResult(start(endpoint ?? new IPEndPoint(IPAddress.Loopback, 0)));
        }
        catch (Exception e)
        {
            return Task.FromException<IPEndPoint>(e);
        }
    }

    /// <summary>Opens a port.</summary>
    /// <param name="endpoint">Where.</param>
    /// <param name="application">What answers there.</param>
    /// <param name="openMetadataPorts">Opens what replies tell of; when it can't, nothing is open.</param>
    /// <exception cref="ListenException">The address can't be listened on, or there are not enough ports.</exception>
    public IPEndPoint Open(IPEndPoint endpoint, IConnectionHost application, Action openMetadataPorts)
    {
        var listener = new SocketListener(ApiKestrel.Shared, endpoint);
        try
        {
            openMetadataPorts();
        }
        catch
        {
            // Nobody was served on it: there is nothing to wait for.
            listener.DisposeAsync().AsTask().GetAwaiter().GetResult();
            throw;
        }

        listener.Start(application);
        _listeners.Add(listener);
        return listener.Endpoint;
    }

    /// <summary>Takes over the ports of another.</summary>
    public void TakeFrom(ApiListeners predecessor, IConnectionHost application)
    {
        while (predecessor._listeners.TryTake(out var listener))
        {
            listener.Rehost(application);
            _listeners.Add(listener);
        }
    }

    public async ValueTask DisposeAsync()
    {
        while (_listeners.TryTake(out var listener))
        {
            await listener.DisposeAsync().ConfigureAwait(false);
        }
    }
}
