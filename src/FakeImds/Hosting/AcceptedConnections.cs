using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;

namespace FakeImds.Hosting;

/// <summary>Kestrel's one endpoint: what the accept loops of all listeners accepted, in the order in which it came.</summary>
internal sealed class AcceptedConnections : IConnectionListenerFactory, IConnectionListener
{
    private readonly SocketConnectionContextFactory _sockets = new(new SocketConnectionFactoryOptions(), NullLogger.Instance);

    // Kestrel's loop queues a connection to the thread pool and asks for the next: it may run on the thread that accepted.
    private readonly Channel<ConnectionContext> _accepted = Channel.CreateUnbounded<ConnectionContext>(
        new UnboundedChannelOptions { SingleReader = true, AllowSynchronousContinuations = true });

    public EndPoint EndPoint { get; } = new ListenersEndPoint();

    /// <summary>Brings a connection to Kestrel. The socket is this class's from now on, whatever happens.</summary>
    /// <exception cref="SocketException">The connection ended meanwhile.</exception>
    public void Add(Socket socket, SocketListener listener)
    {
        try
        {
            socket.NoDelay = true;
            var connection = _sockets.Create(socket);
            connection.Features.Set(listener);
            if (!_accepted.Writer.TryWrite(connection))
            {
                connection.Abort();
            }
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    public ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default) => new(this);

    public async ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default)
    {
        while (await _accepted.Reader.WaitToReadAsync(cancellationToken).ConfigureAwait(false))
        {
            if (_accepted.Reader.TryRead(out var connection))
            {
                return connection;
            }
        }

        return null;
    }

    public ValueTask UnbindAsync(CancellationToken cancellationToken = default)
    {
        _accepted.Writer.TryComplete();
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        _accepted.Writer.TryComplete();
        _sockets.Dispose();
        return ValueTask.CompletedTask;
    }

    // Kestrel prints it and does nothing else with it.
    private sealed class ListenersEndPoint : EndPoint
    {
        public override string ToString() => "listeners";
    }
}
