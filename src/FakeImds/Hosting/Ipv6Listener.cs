using System.Net;
using FakeImds.Ec2;
using FakeImds.Hops;
using FakeImds.Service;

namespace FakeImds.Hosting;

/// <summary>
/// The listener on <c>[fd00:ec2::254]</c>: open while the instance's <c>HttpProtocolIpv6</c> is enabled. Closed, it refuses connections
/// (docs/fidelity.md#ipv6-endpoint).
/// </summary>
internal sealed class Ipv6Listener : IAsyncDisposable
{
    private readonly IPEndPoint _endpoint;
    private readonly MetadataService _service;
    private readonly Func<IPAddress?, MetadataService?>? _route;
    private readonly IReadOnlyList<ClientHops> _declared;
    private readonly SemaphoreSlim _change = new(1, 1);
    private KestrelListener? _listener;
    private bool _isDisposed;

    private Ipv6Listener(IPEndPoint endpoint, MetadataService service, IReadOnlyList<ClientHops> declared, Func<IPAddress?, MetadataService?>? route)
    {
        _endpoint = endpoint;
        _service = service;
        _route = route;
        _declared = declared;
    }

    private bool IsEnabled => _service.Instance.Snapshot.MetadataOptions.HttpProtocolIpv6.Value is OptionState.Enabled;

    public static async Task<Ipv6Listener> OpenAsync(
        IPEndPoint endpoint, MetadataService service, IReadOnlyList<ClientHops> declared, Func<IPAddress?, MetadataService?>? route, CancellationToken cancellationToken)
    {
        var listener = new Ipv6Listener(endpoint, service, declared, route);
        service.Instance.MetadataOptionsChanged += listener.OnMetadataOptionsChanged;
        try
        {
            await listener.FollowAsync(cancellationToken);
            return listener;
        }
        catch
        {
            await listener.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        _service.Instance.MetadataOptionsChanged -= OnMetadataOptionsChanged;
        await _change.WaitAsync();
        try
        {
            _isDisposed = true;
            if (_listener is not null)
            {
                await _listener.DisposeAsync();
            }
        }
        finally
        {
            _change.Release();
        }
    }

    private void OnMetadataOptionsChanged()
    {
        // ModifyInstanceMetadataOptions returns with the listener already in its new state, so that a test needs no wait.
        FollowAsync(CancellationToken.None).GetAwaiter().GetResult();
    }

    private async Task FollowAsync(CancellationToken cancellationToken)
    {
        await _change.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_isDisposed || IsEnabled == _listener is not null)
            {
                return;
            }

            if (_listener is null)
            {
                _listener = await KestrelListener.OpenAsync(_endpoint, _service, _declared, _route, cancellationToken).ConfigureAwait(false);
            }
            else
            {
                await _listener.DisposeAsync().ConfigureAwait(false);
                _listener = null;
            }
        }
        finally
        {
            _change.Release();
        }
    }
}
