using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace FakeImds.Service;

/// <summary>Reads a request's body away. Reading is also what sends <c>100 Continue</c> (docs/fidelity.md#expect).</summary>
internal static class RequestBody
{
    /// <summary>What <see cref="DrainAsync"/> returns of a body that was read to its end.</summary>
    public const int Whole = 0;

    /// <summary>What <see cref="DrainAsync"/> returns of a body that is longer than what is read.</summary>
    public const int Left = -1;

    /// <summary>More than any client of the service has reason to send; the rest is left unread.</summary>
    private const int MaxBytes = 64 * 1024;

    /// <returns><see cref="Whole"/>, <see cref="Left"/>, or the status that tells what is wrong with the body.</returns>
    public static async Task<int> DrainAsync(IFeatureCollection features)
    {
        var body = features.Get<IHttpRequestFeature>()!.Body;
        var buffer = new byte[4096];
        var total = 0;
        try
        {
            int read;
            do
            {
                read = await body.ReadAsync(buffer).ConfigureAwait(false);
                total += read;
            }
            while (read > 0 && total < MaxBytes);
            return read == 0 ? Whole : Left;
        }
        catch (BadHttpRequestException e)
        {
            return e.StatusCode;
        }
        catch (Exception e) when (e is ConnectionResetException or OperationCanceledException)
        {
            return Left;
        }
        catch (IOException)
        {
            // The size of a chunk that no integer holds.
            return StatusCodes.Status400BadRequest;
        }
    }
}
