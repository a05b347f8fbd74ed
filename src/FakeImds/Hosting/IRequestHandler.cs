using Microsoft.AspNetCore.Http.Features;

namespace FakeImds.Hosting;

/// <summary>Answers requests. Each connection brings its own, as a feature; in process each request does.</summary>
internal interface IRequestHandler
{
    /// <summary>Answers one request.</summary>
    /// <param name="request">The server's features of the request.</param>
    public Task AnswerAsync(IFeatureCollection request);

    /// <summary>The server is done with the request that was answered last.</summary>
    public void End()
    {
    }
}
