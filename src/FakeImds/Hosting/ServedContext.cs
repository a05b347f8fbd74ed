using Microsoft.AspNetCore.Http.Features;

namespace FakeImds.Hosting;

/// <summary>A request at the server: its features, and who answers it.</summary>
/// <param name="Request">The server's features of the request.</param>
/// <param name="Handler">Who answers.</param>
internal readonly record struct ServedContext(IFeatureCollection Request, IRequestHandler Handler);
