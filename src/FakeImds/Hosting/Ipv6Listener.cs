using FakeImds.Ec2;

namespace FakeImds.Hosting;

/// <summary>
/// The listener on <c>[fd00:ec2::254]</c>: open while the instance's <c>HttpProtocolIpv6</c> is enabled. Closed, it refuses connections
/// (docs/fidelity.md#ipv6-endpoint).
/// </summary>
internal sealed class Ipv6Listener : IAsyncDisposable
{
    private readonly SharedKestrel _kestrel;
    private MetadataHost _host;
    private readonly SemaphoreSlim _change = new(1, 1);
    private SocketListener? _listener;
    private bool _isDisposed;

    private Ipv6Listener(SharedKestrel kestrel, MetadataHost host)
    {
        _kestrel = kestrel;
        _host = host;
    }

    /// <summary>The listener while it is open; null while it is closed.</summary>
    public SocketListener? Current => Volatile.Read(ref _listener);

    /// <summary>Whose instance it follows.</summary>
    public MetadataHost Host => Volatile.Read(ref _host);

    private Ec2Instance Instance => _host.Service.Instance;

    /// <exception cref="ListenException">The option is enabled, and the address can't be listened on.</exception>
    public static Ipv6Listener Open(SharedKestrel kestrel, MetadataHost host)
    {
        var listener = new Ipv6Listener(kestrel, host);
        listener.Instance.OptionsFollowers.Add(listener.Follow);
        try
        {
            listener.Follow();
            return listener;
        }
        catch
        {
            listener.Instance.OptionsFollowers.Remove(listener.Follow);
            throw;
        }
    }

    /// <summary>Follows another instance from now on.</summary>
    /// <exception cref="ListenException">Its option is enabled, and the address can't be listened on. It follows the one of before.</exception>
    public void Rehost(MetadataHost host)
    {
        var before = Host;
        before.Service.Instance.OptionsFollowers.Remove(Follow);
        host.Service.Instance.OptionsFollowers.Add(Follow);
        Volatile.Write(ref _host, host);
        try
        {
            Follow();
            Current?.Rehost(host);
        }
        catch
        {
            host.Service.Instance.OptionsFollowers.Remove(Follow);
            before.Service.Instance.OptionsFollowers.Add(Follow);
            Volatile.Write(ref _host, before);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        Instance.OptionsFollowers.Remove(Follow);
        await _change.WaitAsync().ConfigureAwait(false);
        try
        {
            _isDisposed = true;
            if (_listener is not null)
            {
                await _listener.DisposeAsync().ConfigureAwait(false);
            }
        }
        finally
        {
            _change.Release();
        }
    }

    // ModifyInstanceMetadataOptions returns with the listener already in its new state, so that a test needs no wait.
    private void Follow()
    {
        _change.Wait();
        try
        {
            if (_isDisposed || MetadataHost.IsOnIpv6(_host.Service) == _listener is not null)
            {
                return;
            }

            if (_listener is null)
            {
                _listener = new SocketListener(_kestrel, _host.Endpoint);
                _listener.Start(_host);
            }
            else
            {
                _listener.DisposeAsync().AsTask().GetAwaiter().GetResult();
                _listener = null;
            }
        }
        finally
        {
            _change.Release();
        }
    }
}
