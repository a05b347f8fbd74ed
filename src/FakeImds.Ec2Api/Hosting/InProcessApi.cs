using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.TestHost;

namespace FakeImds.Ec2Api.Hosting;

/// <summary>The API without sockets.</summary>
internal sealed class InProcessApi : IDisposable
{
    private readonly TestServer _server = new(NoServices.Instance);

    public InProcessApi(ApiApplication application) =>
        ((IServer)_server).StartAsync(application, CancellationToken.None).GetAwaiter().GetResult();

    public HttpMessageHandler CreateHandler() => new PlainUriHandler(_server.CreateHandler());

    public void Dispose() => _server.Dispose();

    private sealed class NoServices : IServiceProvider
    {
        public static NoServices Instance { get; } = new();

        public object? GetService(Type serviceType) => null;
    }
}
