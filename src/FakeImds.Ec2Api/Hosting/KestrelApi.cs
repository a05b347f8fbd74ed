using System.Net;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace FakeImds.Ec2Api.Hosting;

/// <summary>One listening address of the API.</summary>
internal sealed class KestrelApi : IAsyncDisposable
{
    private static readonly TimeSpan s_grace = TimeSpan.FromMilliseconds(200);

    private readonly KestrelServer _server;

    private KestrelApi(KestrelServer server, IPEndPoint endpoint)
    {
        _server = server;
        Endpoint = endpoint;
    }

    /// <summary>The address with the port that was really taken.</summary>
    public IPEndPoint Endpoint { get; }

    public static async Task<KestrelApi> OpenAsync(IPEndPoint endpoint, ApiApplication application, CancellationToken cancellationToken)
    {
        var options = new KestrelServerOptions { AddServerHeader = false, AllowHostHeaderOverride = true };

        // The application counts itself, so that too large a request gets EC2's error.
        options.Limits.MaxRequestBodySize = null;
        options.Limits.MaxRequestLineSize = ApiApplication.MaxRequestBytes;
        options.Limits.MaxRequestBufferSize = ApiApplication.MaxRequestBytes + 1;
        options.Listen(endpoint, static listen => listen.Protocols = HttpProtocols.Http1);
        var transport = new SocketTransportFactory(Options.Create(new SocketTransportOptions()), NullLoggerFactory.Instance);
        var server = new KestrelServer(Options.Create(options), transport, NullLoggerFactory.Instance);
        try
        {
            await server.StartAsync(application, cancellationToken);
        }
        catch
        {
            server.Dispose();
            throw;
        }

        var address = new Uri(server.Features.Get<IServerAddressesFeature>()!.Addresses.First());
        return new KestrelApi(server, new IPEndPoint(endpoint.Address, address.Port));
    }

    public async ValueTask DisposeAsync()
    {
        using var grace = new CancellationTokenSource(s_grace);
        await _server.StopAsync(grace.Token);
        _server.Dispose();
    }
}
