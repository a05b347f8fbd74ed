using System.Net;
using FakeImds.Ec2;

namespace FakeImds.Hosting;

/// <summary>The open listeners of an emulator, and those that open and close with <c>HttpProtocolIpv6</c>.</summary>
internal sealed class ListenerSet(SharedKestrel kestrel) : IAsyncDisposable
{
    private readonly Lock _change = new();
    private readonly Dictionary<IPEndPoint, IAsyncDisposable> _listeners = [];
    private bool _isClosed;

    /// <summary>Whether nothing listens for an instance's service, though its address is open.</summary>
    public Func<Ec2Instance, bool>? IsSilent { get; set; }

    public bool IsClosed => Volatile.Read(ref _isClosed);

    /// <summary>Opens an address and serves its clients.</summary>
    /// <exception cref="ListenException">The address can't be listened on.</exception>
    /// <exception cref="InvalidOperationException">It is open already.</exception>
    public IPEndPoint Open(MetadataHost host)
    {
        if (!host.Endpoint.Address.Equals(ImdsAddresses.Ipv6))
        {
            var listener = Bind(host.Endpoint);
            listener.Start(host);
            FollowSilence();
            return listener.Endpoint;
        }

        lock (_change)
        {
            Check(host.Endpoint);
            _listeners.Add(host.Endpoint, Ipv6Listener.Open(kestrel, host));
            return host.Endpoint;
        }
    }

    /// <summary>Opens an address whose clients wait until the listener is started.</summary>
    /// <exception cref="ListenException">The address can't be listened on.</exception>
    /// <exception cref="InvalidOperationException">It is open already.</exception>
    public SocketListener Bind(IPEndPoint endpoint)
    {
        lock (_change)
        {
            Check(endpoint);
            var listener = new SocketListener(kestrel, endpoint);
            _listeners.Add(listener.Endpoint, listener);
            return listener;
        }
    }

    /// <summary>The addresses that are open, each with the instance of the clients who have no route.</summary>
    public IReadOnlyList<(IPEndPoint Endpoint, Ec2Instance Instance)> Open()
    {
        lock (_change)
        {
            return
            [
                .. _listeners.Values
                    .Select(static l => l as SocketListener ?? (l as Ipv6Listener)?.Current)
                    .Where(static l => l?.Host is MetadataHost { Instance: not null })
                    .Select(static l => (l!.Endpoint, ((MetadataHost)l.Host!).Instance!)),
            ];
        }
    }

    /// <summary>Lets the listeners of instances refuse connections, or take them again.</summary>
    public void FollowSilence()
    {
        lock (_change)
        {
            foreach (var listener in _listeners.Values.Select(static l => l as SocketListener ?? (l as Ipv6Listener)?.Current))
            {
                if (listener is { Host: MetadataHost host })
                {
                    Follow(listener, host.Sole is { } instance && IsSilent?.Invoke(instance) is true);
                }
            }
        }
    }

    private static void Follow(SocketListener listener, bool isSilent)
    {
        try
        {
            if (isSilent)
            {
                listener.Pause();
            }
            else
            {
                listener.Resume();
            }
        }
        catch (ListenException)
        {
            // Another has taken the address meanwhile, and nobody listens there for us; the next change tries again.
        }
    }

    /// <summary>Gives another set the addresses that were opened without naming an instance.</summary>
    /// <exception cref="ListenException">The IPv6 address can't follow. Nothing has changed hands.</exception>
    public void MoveTo(ListenerSet heir, Func<IPEndPoint, MetadataHost> host)
    {
        lock (_change)
        {
            // The one that can fail comes first.
            foreach (var (endpoint, listener) in _listeners.OrderBy(static l => l.Value is not Ipv6Listener).ToArray())
            {
                if (listener is Ipv6Listener { Host.IsForAll: true } ipv6)
                {
                    ipv6.Rehost(host(endpoint));
                }
                else if (listener is SocketListener { Host: MetadataHost { IsForAll: true } } socket)
                {
                    socket.Rehost(host(endpoint));
                }
                else
                {
                    continue;
                }

                _listeners.Remove(endpoint);
                heir.Add(endpoint, listener);
            }
        }
    }

    private void Add(IPEndPoint endpoint, IAsyncDisposable listener)
    {
        lock (_change)
        {
            _listeners.Add(endpoint, listener);
        }
    }

    public async Task CloseAsync(IPEndPoint endpoint)
    {
        IAsyncDisposable? listener;
        lock (_change)
        {
            _listeners.Remove(endpoint, out listener);
        }

        if (listener is not null)
        {
            await listener.DisposeAsync().ConfigureAwait(false);
        }
    }

    public async ValueTask DisposeAsync()
    {
        IAsyncDisposable[] all;
        lock (_change)
        {
            Volatile.Write(ref _isClosed, true);
            all = [.. _listeners.Values];
            _listeners.Clear();
        }

        await Task.WhenAll(all.Select(static l => l.DisposeAsync().AsTask())).ConfigureAwait(false);
    }

    private void Check(IPEndPoint endpoint)
    {
        ObjectDisposedException.ThrowIf(_isClosed, typeof(ImdsEmulator));
        if (_listeners.ContainsKey(endpoint))
        {
            throw new InvalidOperationException($"This emulator listens on {endpoint} already.");
        }
    }
}
