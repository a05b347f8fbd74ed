using System.Net;
using FakeImds.Ec2;
using FakeImds.Hops;
using FakeImds.Service;

namespace FakeImds.Hosting;

/// <summary>
/// The door on <c>[fd00:ec2::254]</c>: open while the instance's <c>HttpProtocolIpv6</c> is enabled. Closed, it refuses connections
/// (docs/fidelity.md#ipv6-endpoint).
/// </summary>
internal sealed class Ipv6Door : IAsyncDisposable
{
    private readonly IPEndPoint _endpoint;
    private readonly MetadataService _service;
    private readonly Func<IPAddress?, MetadataService?>? _route;
    private readonly IReadOnlyList<ClientHops> _declared;
    private readonly SemaphoreSlim _change = new(1, 1);
    private KestrelDoor? _door;
    private bool _isDisposed;

    private Ipv6Door(IPEndPoint endpoint, MetadataService service, IReadOnlyList<ClientHops> declared, Func<IPAddress?, MetadataService?>? route)
    {
        _endpoint = endpoint;
        _service = service;
        _route = route;
        _declared = declared;
    }

    private bool IsEnabled => _service.Instance.Snapshot.MetadataOptions.HttpProtocolIpv6.Value is OptionState.Enabled;

    public static async Task<Ipv6Door> OpenAsync(
        IPEndPoint endpoint, MetadataService service, IReadOnlyList<ClientHops> declared, Func<IPAddress?, MetadataService?>? route, CancellationToken cancellationToken)
    {
        var door = new Ipv6Door(endpoint, service, declared, route);
        service.Instance.MetadataOptionsChanged += door.OnMetadataOptionsChanged;
        try
        {
            await door.FollowAsync(cancellationToken);
            return door;
        }
        catch
        {
            await door.DisposeAsync();
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
            if (_door is not null)
            {
                await _door.DisposeAsync();
            }
        }
        finally
        {
            _change.Release();
        }
    }

    private void OnMetadataOptionsChanged()
    {
        // ModifyInstanceMetadataOptions returns with the door already in its new state, so that a test needs no wait.
        FollowAsync(CancellationToken.None).GetAwaiter().GetResult();
    }

    private async Task FollowAsync(CancellationToken cancellationToken)
    {
        await _change.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_isDisposed || IsEnabled == _door is not null)
            {
                return;
            }

            if (_door is null)
            {
                _door = await KestrelDoor.OpenAsync(_endpoint, _service, _declared, _route, cancellationToken).ConfigureAwait(false);
            }
            else
            {
                await _door.DisposeAsync().ConfigureAwait(false);
                _door = null;
            }
        }
        finally
        {
            _change.Release();
        }
    }
}
