using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http.Features;

namespace FakeImds.Hosting;

/// <summary>
/// What a server runs: it hands each request to the handler that came with it. The server's feature collection is the request's
/// context, so nothing is made per request, and the application has no state.
/// </summary>
internal sealed class RequestApplication : IHttpApplication<IFeatureCollection>
{
    public static RequestApplication Instance { get; } = new();

    public IFeatureCollection CreateContext(IFeatureCollection contextFeatures) => contextFeatures;

    public Task ProcessRequestAsync(IFeatureCollection context) => context.GetRequiredFeature<IRequestHandler>().AnswerAsync(context);

    public void DisposeContext(IFeatureCollection context, Exception? exception) => context.Get<IRequestHandler>()?.End();
}
