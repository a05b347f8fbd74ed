using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Abstractions;
using Microsoft.AspNetCore.Http.Features;

namespace FakeImds.Hosting;

/// <summary>
/// What a server runs: it hands each request to the handler that came with it. Nothing is made per request, and the application has
/// no state.
/// </summary>
internal sealed class RequestApplication : IHttpApplication<ServedContext>
{
    public static RequestApplication Instance { get; } = new();

    public ServedContext CreateContext(IFeatureCollection contextFeatures)
    {
        // Kestrel has one such object for all requests of a connection, and the connection one handler.
        var kept = contextFeatures as IHostContextContainer<ServedContext>;
        if (kept is { HostContext: { Handler: not null } before })
        {
            return before;
        }

        var context = new ServedContext(contextFeatures, contextFeatures.GetRequiredFeature<IRequestHandler>());
        kept?.HostContext = context;
        return context;
    }

    public Task ProcessRequestAsync(ServedContext context) => context.Handler.AnswerAsync(context.Request);

    public void DisposeContext(ServedContext context, Exception? exception) => context.Handler.End();
}
