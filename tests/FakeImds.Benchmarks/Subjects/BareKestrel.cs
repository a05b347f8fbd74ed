using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace FakeImds.Benchmarks.Subjects;

/// <summary>
/// The yardstick: Kestrel, set up as FakeImds sets it up, with an application that answers every GET and every PUT with the
/// bytes that FakeImds answers, and does nothing else.
/// </summary>
internal sealed class BareKestrel : IAsyncDisposable
{
    private readonly KestrelServer _server;

    private BareKestrel(KestrelServer server) => _server = server;

    public IPEndPoint Endpoint => new(IPAddress.Loopback, new Uri(_server.Features.Get<IServerAddressesFeature>()!.Addresses.First()).Port);

    public static async Task<BareKestrel> StartAsync(bool keepAlive, IPEndPoint? endpoint = null)
    {
        var options = new KestrelServerOptions { AddServerHeader = false, AllowHostHeaderOverride = true };
        options.Listen(endpoint ?? new IPEndPoint(IPAddress.Loopback, 0), static listen => listen.Protocols = HttpProtocols.Http1);
        var transport = new SocketTransportFactory(Options.Create(new SocketTransportOptions()), NullLoggerFactory.Instance);
        var server = new KestrelServer(Options.Create(options), transport, NullLoggerFactory.Instance);
        await server.StartAsync(new Application(keepAlive), CancellationToken.None);
        return new BareKestrel(server);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.StopAsync(new CancellationToken(canceled: true));
        _server.Dispose();
    }

    private sealed class Application(bool keepAlive) : IHttpApplication<IFeatureCollection>
    {
        private static readonly byte[] s_value = "t3.micro"u8.ToArray();
        private static readonly byte[] s_token = "AQAEAMZ5rj2vC7X0n1lQwYp6BtUe8sKdOaGfHh4iNJcRxWmTqL3zVg=="u8.ToArray();

        public IFeatureCollection CreateContext(IFeatureCollection contextFeatures) => contextFeatures;

        public Task ProcessRequestAsync(IFeatureCollection context)
        {
            var isPut = context.Get<IHttpRequestFeature>()!.Method == "PUT";
            var body = isPut ? s_token : s_value;
            var response = context.Get<IHttpResponseFeature>()!;
            response.StatusCode = 200;
            var headers = response.Headers;
            headers["X-Aws-Ec2-Metadata-Token-Ttl-Seconds"] = "21600";
            headers.ContentType = "text/plain";
            if (!isPut)
            {
                headers.AcceptRanges = "none";
                headers.LastModified = "Thu, 01 Jan 2026 00:00:00 GMT";
            }

            headers.ContentLength = body.Length;
            headers.Server = "EC2ws";
            if (!keepAlive)
            {
                headers.Connection = "close";
            }

            return context.Get<IHttpResponseBodyFeature>()!.Writer.WriteAsync(body).GetAsTask();
        }

        public void DisposeContext(IFeatureCollection context, Exception? exception)
        {
        }
    }
}
