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
/// <param name="service">The service of all clients without a route.</param>
/// <param name="declared">The declared distances.</param>
/// <param name="findsProcesses">Whether clients' processes are looked for.</param>
/// <param name="route">The service of a routed client; null where the address serves one instance alone.</param>
internal sealed class MetadataHost(
    IPEndPoint endpoint, MetadataService service, IReadOnlyList<ClientHops> declared, bool findsProcesses, Func<IPAddress?, MetadataService?>? route) : IConnectionHost
{
    public IPEndPoint Endpoint => endpoint;

    public MetadataService Service => service;

    /// <summary>True when the address was opened without naming an instance.</summary>
    public bool IsForAll => route is not null;

    public IRequestHandler? Admit(ConnectionContext connection, Socket? socket)
    {
        var client = connection.RemoteEndPoint as IPEndPoint;
        var address = client?.Address;
        var routed = route?.Invoke(address);
        if ((routed ?? service).IsSilent)
        {
            // Where the listener can't refuse, because others are served there: the next best.
            if (socket is not null)
            {
                socket.LingerState = new LingerOption(enable: true, seconds: 0);
            }

            return null;
        }

        return routed is not null && endpoint.Address.Equals(ImdsAddresses.Ipv6) && !IsOnIpv6(routed)
            ? null
            : new MetadataConnection(routed ?? service, Describe(client, connection.LocalEndPoint as IPEndPoint, socket));
    }

    /// <summary>Whether the service's instance is to be reached over IPv6.</summary>
    public static bool IsOnIpv6(MetadataService service) =>
        service.Instance.Snapshot.MetadataOptions.HttpProtocolIpv6.Value is OptionState.Enabled;

    private ClientConnection Describe(IPEndPoint? client, IPEndPoint? server, Socket? socket)
    {
        var known = Declared(client?.Address);
        return new ClientConnection
        {
            Address = client?.Address,
            Port = client?.Port,
            IsOverIpv6 = endpoint.Address.Equals(ImdsAddresses.Ipv6),
            Process = findsProcesses && client is not null && server is not null ? ClientProcesses.Find(client, server) : null,
            Socket = socket,
            Hops = known ?? (socket is null ? null : SavedSyn.Distance(socket)),
            IsDeclared = known is not null,
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
