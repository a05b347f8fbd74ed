using System.Net;
using FakeImds.Ec2;
using FakeImds.Hops;
using FakeImds.Service;

namespace FakeImds.Hosting;

/// <summary>The open listeners of an emulator, and those that open and close with <c>HttpProtocolIpv6</c>.</summary>
internal sealed class ListenerSet : IAsyncDisposable
{
    private readonly SemaphoreSlim _change = new(1, 1);
    private readonly Dictionary<IPEndPoint, IAsyncDisposable> _listeners = [];

    public bool IsClosed { get; private set; }

    public async Task<IPEndPoint> OpenAsync(
        IPEndPoint endpoint, MetadataService service, IReadOnlyList<ClientHops> declared, Func<IPAddress?, MetadataService?>? route, CancellationToken cancellationToken)
    {
        await _change.WaitAsync(cancellationToken);
        try
        {
            ObjectDisposedException.ThrowIf(IsClosed, typeof(ImdsEmulator));
            if (_listeners.ContainsKey(endpoint))
            {
                throw new InvalidOperationException($"This emulator listens on {endpoint} already.");
            }

            if (endpoint.Address.Equals(ImdsAddresses.Ipv6))
            {
                _listeners.Add(endpoint, await Ipv6Listener.OpenAsync(endpoint, service, declared, route, cancellationToken));
                return endpoint;
            }

            var listener = await KestrelListener.OpenAsync(endpoint, service, declared, route, cancellationToken);
            _listeners.Add(listener.Endpoint, listener);
            return listener.Endpoint;
        }
        finally
        {
            _change.Release();
        }
    }

    public async Task CloseAsync(IPEndPoint endpoint)
    {
        await _change.WaitAsync();
        try
        {
            if (_listeners.Remove(endpoint, out var listener))
            {
                await listener.DisposeAsync();
            }
        }
        finally
        {
            _change.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _change.WaitAsync();
        try
        {
            IsClosed = true;
            await Task.WhenAll(_listeners.Values.Select(static d => d.DisposeAsync().AsTask()));
            _listeners.Clear();
        }
        finally
        {
            _change.Release();
        }
    }
}
