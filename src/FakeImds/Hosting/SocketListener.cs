using System.Net;
using System.Net.Sockets;
using FakeImds.Hops;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace FakeImds.Hosting;

/// <summary>
/// A bound socket with its accept loop. It costs a descriptor and some memory, and no thread, timer or server.
/// Bound, it takes connections into the system's queue; they are served once it is started.
/// </summary>
internal sealed class SocketListener : IAsyncDisposable
{
    private const int Backlog = 512;

    private readonly SharedKestrel _kestrel;
    private readonly Lock _change = new();
    private readonly RunningKestrel _server;
    private ListenerConnections _connections = new();
    private IConnectionHost? _host;
    private Socket _socket;
    private TaskCompletionSource? _paused;
    private int _isClosed;

    /// <summary>Binds a socket.</summary>
    /// <exception cref="ListenException">The address can't be listened on. Nothing stays open.</exception>
    public SocketListener(SharedKestrel kestrel, IPEndPoint endpoint)
    {
        _socket = Bind(endpoint, listens: true);
        try
        {
            Endpoint = new IPEndPoint(endpoint.Address, ((IPEndPoint)_socket.LocalEndPoint!).Port);
            _kestrel = kestrel;
            _server = kestrel.Acquire();
        }
        catch
        {
            _socket.Dispose();
            throw;
        }
    }

    /// <summary>The address with the port that was really taken.</summary>
    public IPEndPoint Endpoint { get; }

    /// <summary>Whose connections they are; null before the start.</summary>
    public IConnectionHost? Host => Volatile.Read(ref _host);

    private bool IsOpen => Volatile.Read(ref _isClosed) == 0;

    /// <summary>Serves connections from now on.</summary>
    public void Start(IConnectionHost host)
    {
        _host = host;
        ThreadPool.UnsafeQueueUserWorkItem(static l => _ = l.AcceptAsync(), this, preferLocal: false);
    }

    /// <summary>Serves others from now on. Connections of before end with their answers.</summary>
    public void Rehost(IConnectionHost host)
    {
        var before = Volatile.Read(ref _connections);
        Volatile.Write(ref _host, host);
        Volatile.Write(ref _connections, new ListenerConnections());
        _ = before.EndAsync();
    }

    /// <summary>Refuses connections; the address stays taken.</summary>
    /// <exception cref="ListenException">Another has taken the address meanwhile.</exception>
    public void Pause()
    {
        lock (_change)
        {
            if (IsOpen && _paused is null)
            {
                Volatile.Write(ref _paused, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
                _socket.Dispose();
                Volatile.Write(ref _socket, Bind(Endpoint, listens: false));
            }
        }
    }

    /// <summary>Takes connections again.</summary>
    /// <exception cref="ListenException">Another has taken the address meanwhile.</exception>
    public void Resume()
    {
        lock (_change)
        {
            if (IsOpen && _paused is { } paused)
            {
                if (_socket.SafeHandle.IsClosed)
                {
                    Volatile.Write(ref _socket, Bind(Endpoint, listens: true));
                }
                else
                {
                    Listen(_socket);
                }

                Volatile.Write(ref _paused, null);
                paused.SetResult();
            }
        }
    }

    /// <summary>Serves a connection of this listener: the middleware before all others.</summary>
    public Task ServeAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        if (Volatile.Read(ref _host)!.Admit(connection, connection.Features.Get<IConnectionSocketFeature>()?.Socket) is not { } handler)
        {
            connection.Abort();
            return Task.CompletedTask;
        }

        connection.Features.Set(handler);
        return Volatile.Read(ref _connections).ServeAsync(connection, next);
    }

    /// <summary>Closes the address and ends its connections.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isClosed, 1) == 0)
        {
            lock (_change)
            {
                _socket.Dispose();
                Volatile.Read(ref _paused)?.TrySetResult();
            }

            await _connections.EndAsync().ConfigureAwait(false);
            await _kestrel.ReleaseAsync().ConfigureAwait(false);
        }
    }

    private static void Listen(Socket socket)
    {
        SavedSyn.TryEnable(socket);
        socket.Listen(Backlog);
    }

    private static Socket Bind(IPEndPoint endpoint, bool listens)
    {
        Socket? socket = null;
        try
        {
            socket = SocketTransportOptions.CreateDefaultBoundListenSocket(endpoint);
            if (listens)
            {
                Listen(socket);
            }

            return SpareDescriptors.Include(socket) ? throw new SocketException((int)SocketError.TooManyOpenSockets) : socket;
        }
        catch (SocketException e)
        {
            socket?.Dispose();
            throw new ListenException(endpoint, e);
        }
    }

    private async Task AcceptAsync()
    {
        var pause = new AcceptPause();
        while (IsOpen)
        {
            if (Volatile.Read(ref _paused) is { } paused)
            {
                await paused.Task.ConfigureAwait(false);
                continue;
            }

            try
            {
                var socket = await Volatile.Read(ref _socket).AcceptAsync().ConfigureAwait(false);
                var isLast = SpareDescriptors.Include(socket);
                _server.Connections.Add(socket, this);
                if (!isLast)
                {
                    pause.Reset();
                    continue;
                }
            }
            catch (SocketException e) when (e.SocketErrorCode is SocketError.ConnectionReset or SocketError.ConnectionAborted)
            {
                // The client went away; the next one is none the worse.
                continue;
            }
            catch (Exception) when (Volatile.Read(ref _paused) is not null)
            {
                continue;
            }
            catch (Exception)
            {
                // Closed, or the system is short of something. Nothing but the first ends the loop.
            }

            do
            {
                await Task.Delay(IsOpen ? pause.Next() : TimeSpan.Zero).ConfigureAwait(false);
            }
            while (IsOpen && SpareDescriptors.AreNext());
        }
    }
}
