using Microsoft.AspNetCore.Http.Features;

namespace FakeImds.Service;

/// <summary>Reads a request's body away. Reading is also what sends <c>100 Continue</c> (docs/fidelity.md#expect).</summary>
internal static class RequestBody
{
    /// <summary>More than any client of the service has reason to send; the rest is left unread.</summary>
    private const int MaxBytes = 64 * 1024;

    public static async Task DrainAsync(IFeatureCollection features)
    {
        var body = features.Get<IHttpRequestFeature>()!.Body;
        var buffer = new byte[4096];
        var total = 0;
        int read;
        do
        {
            read = await body.ReadAsync(buffer);
            total += read;
        }
        while (read > 0 && total < MaxBytes);
    }
}
