using FakeImds.Hops;
using FakeImds.Service;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http.Features;

namespace FakeImds.Hosting;

/// <summary>
/// Puts a metadata service behind a server. The server's feature collection is the request's context: nothing is made per request.
/// </summary>
/// <param name="service">The service of this server's instance; a request can bring another one as a feature.</param>
internal sealed class ImdsApplication(MetadataService service) : IHttpApplication<IFeatureCollection>
{
    public IFeatureCollection CreateContext(IFeatureCollection contextFeatures) => contextFeatures;

    public Task ProcessRequestAsync(IFeatureCollection context) =>
        (context.Get<MetadataService>() ?? service).AnswerAsync(context, context.Get<ClientConnection>() ?? ClientConnection.Nearest);

    public void DisposeContext(IFeatureCollection context, Exception? exception)
    {
    }
}
