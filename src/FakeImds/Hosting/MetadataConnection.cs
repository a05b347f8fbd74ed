using FakeImds.Hops;
using FakeImds.Service;
using Microsoft.AspNetCore.Http.Features;

namespace FakeImds.Hosting;

/// <summary>What a connection to a metadata service carries: whose service it is, and what is known of the client.</summary>
internal sealed class MetadataConnection(MetadataService service, ClientConnection client) : IRequestHandler
{
    public MetadataService Service => service;

    public ClientConnection Client => client;

    public Task AnswerAsync(IFeatureCollection request) => service.AnswerAsync(request, client);
}
