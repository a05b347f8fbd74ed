using FakeImds.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.TestHost;

namespace FakeImds.Ec2Api.Hosting;

/// <summary>The API without sockets.</summary>
internal sealed class InProcessApi : IDisposable
{
    private readonly TestServer _server = new(NoServices.Instance);

    private readonly ApiApplication _application;

    public InProcessApi(ApiApplication application)
    {
        _application = application;
        ((IServer)_server).StartAsync(RequestApplication.Instance, CancellationToken.None).GetAwaiter().GetResult();
    }

    public HttpMessageHandler CreateHandler() =>
        new PlainUriHandler(_server.CreateHandler(context => context.Features.Set<IRequestHandler>(_application)));

    public void Dispose() => _server.Dispose();

    private sealed class NoServices : IServiceProvider
    {
        public static NoServices Instance { get; } = new();

        public object? GetService(Type serviceType) => null;
    }
}
