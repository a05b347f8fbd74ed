using System.Text;
using FakeImds.Front;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace FakeImds.Hosting;

/// <summary>The Kestrel of all metadata services' listeners.</summary>
internal static class MetadataKestrel
{
    /// <summary>The one of this process. It runs only while a listener is open (docs/architecture.md#one-server).</summary>
    public static SharedKestrel Shared { get; } = new(Configure);

    // The way of a connection: all connection middleware is here, in order.
    private static void Configure(KestrelServerOptions options, ListenOptions listen)
    {
        listen.Use(static next => connection => connection.Features.GetRequiredFeature<SocketListener>().ServeAsync(connection, next));
        listen.Use(static next => connection =>
            FrontedConnection.RunAsync(connection, (MetadataConnection)connection.Features.GetRequiredFeature<IRequestHandler>(), next));

        // Bytes that are no UTF-8 are a header's value like others (docs/fidelity.md#malformed).
        options.RequestHeaderEncodingSelector = static _ => Encoding.Latin1;
    }
}
