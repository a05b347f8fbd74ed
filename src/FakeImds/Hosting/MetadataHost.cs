using System.Net;
using System.Net.Sockets;
using FakeImds.Ec2;
using FakeImds.Hops;
using FakeImds.Journal;
using FakeImds.Service;
using Microsoft.AspNetCore.Connections;

namespace FakeImds.Hosting;

/// <summary>What clients of an address get: an instance's metadata service, and a distance.</summary>
/// <param name="endpoint">The address.</param>
/// <param name="service">The service of the one instance that is served there; null where instances share the address.</param>
/// <param name="declared">The declared distances.</param>
/// <param name="additional">Links that an address's clients are further away than is measured; null for none.</param>
/// <param name="findsProcesses">Whether clients' processes are looked for.</param>
/// <param name="shared">Whose instance a client sees where instances share the address.</param>
internal sealed class MetadataHost(
    IPEndPoint endpoint, MetadataService? service, IReadOnlyList<ClientHops> declared, Func<IPAddress, int>? additional, bool findsProcesses, ClientDirectory shared)
    : IConnectionHost
{
    public IPEndPoint Endpoint => endpoint;

    /// <summary>The instance that is alone there; null where instances share the address.</summary>
    public Ec2Instance? Alone => service?.Instance;

    public ClientDirectory Shared => shared;

    private bool IsIpv6 => endpoint.Address.Equals(ImdsAddresses.Ipv6);

    /// <summary>True when the address was opened without naming an instance.</summary>
    public bool IsForAll => service is null;

    /// <summary>The instance of clients that have no other; null where they are refused.</summary>
    public Ec2Instance? Instance => service?.Instance ?? shared.Default;

    /// <summary>The instance that nobody else is served beside; null where others are.</summary>
    public Ec2Instance? Sole => service?.Instance ?? shared.Sole;

    public IRequestHandler? Admit(ConnectionContext connection, Socket? socket)
    {
        var (remote, local) = (connection.RemoteEndPoint as IPEndPoint, connection.LocalEndPoint as IPEndPoint);
        var client = Describe(remote, local, socket);
        var handler = service is null ? shared.Admit(client, IsLocal(remote?.Address, local?.Address), IsIpv6) : new MetadataConnection(service, client);
        if (handler is not MetadataConnection { Service.IsSilent: true })
        {
            return handler;
        }

        // Where the listener can't refuse, because others are served there: the next best.
        if (socket is not null)
        {
            socket.LingerState = new LingerOption(enable: true, seconds: 0);
        }

        return null;
    }

    /// <summary>Whether an instance is to be reached over IPv6.</summary>
    public static bool IsOnIpv6(Ec2Instance instance) => instance.Snapshot.MetadataOptions.HttpProtocolIpv6.Value is OptionState.Enabled;

    private static bool IsLocal(IPAddress? client, IPAddress? server) => client is not null && (IPAddress.IsLoopback(client) || client.Equals(server));

    private ClientConnection Describe(IPEndPoint? client, IPEndPoint? server, Socket? socket)
    {
        var address = client?.Address;
        var known = Declared(address);
        var measured = known is null && socket is not null ? SavedSyn.Distance(socket) : null;
        var more = measured is null || address is null || additional is null ? 0 : additional(address);
        return new ClientConnection
        {
            Address = address,
            Port = client?.Port,
            IsOverIpv6 = IsIpv6,
            Process = findsProcesses && client is not null && server is not null ? ClientProcesses.Find(client, server) : null,
            Socket = socket,
            Hops = known ?? measured + more,
            IsDeclared = known is not null || more > 0,
            Ttl = socket is not null && WireHops.IsAvailable ? new ResponseTtl(socket) : null,
        };
    }

    private int? Declared(IPAddress? address)
    {
        if (address is null || declared.Count == 0)
        {
            return null;
        }

        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        foreach (var distance in declared)
        {
            if (distance.Network.Contains(plain))
            {
                return distance.Hops;
            }
        }

        return null;
    }
}
