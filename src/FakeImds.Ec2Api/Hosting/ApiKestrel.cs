using FakeImds.Hosting;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace FakeImds.Ec2Api.Hosting;

/// <summary>The Kestrel of all APIs' listeners: the limits are others than those of metadata services.</summary>
internal static class ApiKestrel
{
    /// <summary>The one of this process. It runs only while a listener is open (docs/architecture.md#one-server).</summary>
    public static SharedKestrel Shared { get; } = new(Configure);

    private static void Configure(KestrelServerOptions options, ListenOptions listen)
    {
        // The application counts itself, so that too large a request gets EC2's error.
        options.Limits.MaxRequestBodySize = null;
        options.Limits.MaxRequestLineSize = ApiApplication.MaxRequestBytes;
        options.Limits.MaxRequestBufferSize = ApiApplication.MaxRequestBytes + 1;
        listen.Use(static next => connection => connection.Features.GetRequiredFeature<SocketListener>().ServeAsync(connection, next));
    }
}
