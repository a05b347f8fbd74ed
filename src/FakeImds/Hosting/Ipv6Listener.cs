namespace FakeImds.Hosting;

/// <summary>
/// The listener on <c>[fd00:ec2::254]</c>: open while <c>HttpProtocolIpv6</c> of an instance behind it is enabled. Closed, it refuses
/// connections (docs/fidelity.md#ipv6-endpoint).
/// </summary>
internal sealed class Ipv6Listener : IAsyncDisposable
{
    private readonly SharedKestrel _kestrel;
    private MetadataHost _host;
    private Ipv6Users _users;
    private readonly SemaphoreSlim _change = new(1, 1);
    private SocketListener? _listener;
    private bool _isDisposed;

    private Ipv6Listener(SharedKestrel kestrel, MetadataHost host)
    {
        _kestrel = kestrel;
        _host = host;
        _users = host.Alone is null ? host.Shared.Ipv6 : new Ipv6Users();
    }

    /// <summary>The listener while it is open; null while it is closed.</summary>
    public SocketListener? Current => Volatile.Read(ref _listener);

    /// <summary>Whose instance it follows.</summary>
    public MetadataHost Host => Volatile.Read(ref _host);

    /// <exception cref="ListenException">An option is enabled, and the address can't be listened on.</exception>
    public static Ipv6Listener Open(SharedKestrel kestrel, MetadataHost host)
    {
        var listener = new Ipv6Listener(kestrel, host);
        listener._users.Changed += listener.Follow;
        try
        {
            if (host.Alone is { } instance)
            {
                listener._users.Add(instance);
            }

            listener.Follow();
            return listener;
        }
        catch
        {
            listener.Leave();
            throw;
        }
    }

    /// <summary>Follows another instance from now on.</summary>
    /// <exception cref="ListenException">Its option is enabled, and the address can't be listened on. It follows the one of before.</exception>
    public void Rehost(MetadataHost host)
    {
        var (before, users) = (Host, _users);
        Change(host, host.Shared.Ipv6);
        try
        {
            Follow();
            Current?.Rehost(host);
        }
        catch
        {
            Change(before, users);
            throw;
        }

        void Change(MetadataHost next, Ipv6Users nextUsers)
        {
            _users.Changed -= Follow;
            nextUsers.Changed += Follow;
            _users = nextUsers;
            Volatile.Write(ref _host, next);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Leave();
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

    private void Leave()
    {
        _users.Changed -= Follow;
        if (_host.Alone is { } instance)
        {
            _users.Remove(instance);
        }
    }

    // ModifyInstanceMetadataOptions returns with the listener already in its new state, so that a test needs no wait.
    private void Follow()
    {
        _change.Wait();
        try
        {
            if (_isDisposed || _users.IsOn == _listener is not null)
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
