using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;

namespace FakeImds.Hosting;

/// <summary>Decides what the clients of a listener get.</summary>
internal interface IConnectionHost
{
    /// <summary>The handler of a new connection's requests; null cuts the connection.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="socket">Its socket.</param>
    public IRequestHandler? Admit(ConnectionContext connection, Socket? socket);
}
