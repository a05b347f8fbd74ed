using FakeImds.Front;
using FakeImds.Hops;
using FakeImds.Service;
using Microsoft.AspNetCore.Http.Features;

namespace FakeImds.Hosting;

/// <summary>What a connection to a metadata service carries: whose service it is, and what is known of the client.</summary>
/// <param name="service">The service; null where no instance is the client's, unless a request names one.</param>
/// <param name="client">The client.</param>
/// <param name="choice">How requests choose another service; null where they don't.</param>
internal sealed class MetadataConnection(MetadataService? service, ClientConnection client, ClientChoice? choice = null) : IRequestHandler
{
    private MetadataService? _answering;

    public MetadataService? Service { get; } = service;

    public ClientConnection Client => client;

    /// <summary>What stands before the server's HTTP; null in process.</summary>
    public FrontedConnection? Front { get; set; }

    public Task AnswerAsync(IFeatureCollection request)
    {
        Front?.Take();
        try
        {
            _answering = choice is null ? Service : choice.Directory.Choose(request.GetRequiredFeature<IHttpRequestFeature>(), this, choice);
            return _answering?.AnswerAsync(request, client) ?? choice!.Directory.RefuseAsync(request, choice);
        }
        catch (Exception e) when (Front is not null)
        {
            // No answer of the server's own, which no rule of the service has seen (docs/fidelity.md#service-fault).
            (_answering ?? Service)?.Failures.Tell(e);
            request.Get<IHttpRequestLifetimeFeature>()?.Abort();
            return Task.CompletedTask;
        }
    }

    public void End()
    {
        if (_answering is { KeepsConnections: true })
        {
            Front?.Release();
        }
    }
}
