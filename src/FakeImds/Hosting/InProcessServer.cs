using FakeImds.Hops;
using FakeImds.Service;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.TestHost;

namespace FakeImds.Hosting;

/// <summary>A server without sockets: requests of in-process clients go straight to the service.</summary>
internal sealed class InProcessServer : IDisposable
{
    private readonly TestServer _server = new(NoServices.Instance);

    public InProcessServer()
    {
        // TestServer starts at once; there is nothing to wait for.
        ((IServer)_server).StartAsync(RequestApplication.Instance, CancellationToken.None).GetAwaiter().GetResult();
        _server.BaseAddress = ImdsUris.Ipv4;
    }

    /// <summary>A handler for a client of an instance, some links away.</summary>
    public HttpMessageHandler CreateHandler(MetadataService service, int hops)
    {
        var ipv4 = new MetadataConnection(service, new ClientConnection { Hops = hops, IsDeclared = true });
        var ipv6 = new MetadataConnection(service, new ClientConnection { Hops = hops, IsDeclared = true, IsOverIpv6 = true });
        return _server.CreateHandler(context =>
        {
            context.Features.Set<IRequestHandler>(context.Request.Host.Host == ImdsUris.Ipv6.Host ? ipv6 : ipv4);

            // TestServer has no request line; the service reads the path as it was sent.
            context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget =
                context.Request.Path.ToUriComponent() + context.Request.QueryString.ToUriComponent();
        });
    }

    public void Dispose() => _server.Dispose();

    private sealed class NoServices : IServiceProvider
    {
        public static NoServices Instance { get; } = new();

        public object? GetService(Type serviceType) => null;
    }
}
