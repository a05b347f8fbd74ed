using FakeImds.Front;
using FakeImds.Hops;
using FakeImds.Service;
using Microsoft.AspNetCore.Http.Features;

namespace FakeImds.Hosting;

/// <summary>What a connection to a metadata service carries: whose service it is, and what is known of the client.</summary>
internal sealed class MetadataConnection(MetadataService service, ClientConnection client) : IRequestHandler
{
    public MetadataService Service => service;

    public ClientConnection Client => client;

    /// <summary>What stands before the server's HTTP; null in process.</summary>
    public FrontedConnection? Front { get; set; }

    public Task AnswerAsync(IFeatureCollection request)
    {
        if (Front is null)
        {
            return service.AnswerAsync(request, client);
        }

        Front.Take();
        try
        {
            return service.AnswerAsync(request, client);
        }
        catch (Exception e)
        {
            // No answer of the server's own, which no rule of the service has seen (docs/fidelity.md#service-fault).
            service.Failures.Tell(e);
            request.Get<IHttpRequestLifetimeFeature>()?.Abort();
            return Task.CompletedTask;
        }
    }

    public void End()
    {
        if (service.KeepsConnections)
        {
            Front?.Release();
        }
    }
}
