using System.Net;
using System.Net.Sockets;
using FakeImds.Ec2;
using FakeImds.Hops;
using FakeImds.Service;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace FakeImds.Hosting;

/// <summary>One listening address in front of one instance's metadata service.</summary>
internal sealed class KestrelListener : IAsyncDisposable
{
    // EC2 closes within a response; a listener that is shut waits this long at most for requests in flight.
    private static readonly TimeSpan s_grace = TimeSpan.FromMilliseconds(200);

    private readonly KestrelServer _server;

    private KestrelListener(KestrelServer server, IPEndPoint endpoint)
    {
        _server = server;
        Endpoint = endpoint;
    }

    /// <summary>The address with the port that was really taken.</summary>
    public IPEndPoint Endpoint { get; }

    public static async Task<KestrelListener> OpenAsync(
        IPEndPoint endpoint, MetadataService service, IReadOnlyList<ClientHops> declared, Func<IPAddress?, MetadataService?>? route, CancellationToken cancellationToken)
    {
        var options = new KestrelServerOptions { AddServerHeader = false, AllowHostHeaderOverride = true };
        options.Listen(endpoint, listen =>
        {
            // IMDS speaks HTTP/1.1 and nothing else.
            listen.Protocols = HttpProtocols.Http1;
            listen.Use(next => connection =>
            {
                if (route?.Invoke((connection.RemoteEndPoint as IPEndPoint)?.Address) is { } routed)
                {
                    if (endpoint.Address.Equals(ImdsAddresses.Ipv6) && routed.Instance.Snapshot.MetadataOptions.HttpProtocolIpv6.Value is OptionState.Disabled)
                    {
                        connection.Abort();
                        return Task.CompletedTask;
                    }

                    connection.Features.Set(routed);
                }

                connection.Features.Set(Describe(connection, declared));
                return next(connection);
            });
        });
        var transport = new SocketTransportFactory(
            Options.Create(new SocketTransportOptions { CreateBoundListenSocket = Bind }), NullLoggerFactory.Instance);
        var server = new KestrelServer(Options.Create(options), transport, NullLoggerFactory.Instance);
        try
        {
            await server.StartAsync(new ImdsApplication(service), cancellationToken);
        }
        catch (IOException e) when (e.InnerException is { } inner && Cause(inner) is { } cause)
        {
            server.Dispose();
            throw new ListenException(endpoint, cause);
        }
        catch (SocketException e)
        {
            server.Dispose();
            throw new ListenException(endpoint, e);
        }

        var address = new Uri(server.Features.Get<IServerAddressesFeature>()!.Addresses.First());
        return new KestrelListener(server, new IPEndPoint(endpoint.Address, address.Port));
    }

    public async ValueTask DisposeAsync()
    {
        using var grace = new CancellationTokenSource(s_grace);
        await _server.StopAsync(grace.Token);
        _server.Dispose();
    }

    private static SocketException? Cause(Exception e) => e as SocketException ?? (e.InnerException is { } inner ? Cause(inner) : null);

    private static Socket Bind(EndPoint endpoint)
    {
        var socket = SocketTransportOptions.CreateDefaultBoundListenSocket(endpoint);
        SavedSyn.TryEnable(socket);
        return socket;
    }

    private static ClientConnection Describe(ConnectionContext connection, IReadOnlyList<ClientHops> declared)
    {
        var address = (connection.RemoteEndPoint as IPEndPoint)?.Address;
        var socket = connection.Features.Get<IConnectionSocketFeature>()?.Socket;
        var known = Declared(address, declared);
        return new ClientConnection
        {
            Address = address,
            Hops = known ?? (socket is null ? null : SavedSyn.Distance(socket)),
            IsDeclared = known is not null,
            Ttl = socket is not null && WireHops.IsAvailable ? new ResponseTtl(socket) : null,
        };
    }

    private static int? Declared(IPAddress? address, IReadOnlyList<ClientHops> declared)
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
