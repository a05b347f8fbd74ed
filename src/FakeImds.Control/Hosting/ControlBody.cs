using System.Globalization;
using Microsoft.AspNetCore.Http.Features;

namespace FakeImds.Control.Hosting;

/// <summary>Reads the body of a request, up to a limit.</summary>
internal static class ControlBody
{
    /// <summary>The largest body.</summary>
    public const int MaxBytes = 1024 * 1024;

    // Read and dropped, so that a client that sends all before it listens gets its answer.
    private const int MaxDropped = 16 * MaxBytes;

    /// <exception cref="ControlException">It is larger.</exception>
    public static async Task<ReadOnlyMemory<byte>> ReadAsync(IHttpRequestFeature request, CancellationToken gone)
    {
        if (request.Headers.ContentLength > MaxBytes && request.Headers.Expect.Count > 0)
        {
            throw TooLarge();
        }

        using var body = new MemoryStream();
        var buffer = new byte[8192];
        var count = 0;
        while (count <= MaxDropped && await request.Body.ReadAsync(buffer, gone) is > 0 and var read)
        {
            count += read;
            if (count <= MaxBytes)
            {
                body.Write(buffer, 0, read);
            }
        }

        return count <= MaxBytes ? body.GetBuffer().AsMemory(0, count) : throw TooLarge();
    }

    private static ControlException TooLarge() =>
        new(413, string.Create(CultureInfo.InvariantCulture, $"the body has more than {MaxBytes} bytes; up to {MaxBytes} are allowed"));
}
