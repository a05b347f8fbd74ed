using System.IO.Pipelines;
using Microsoft.AspNetCore.Http.Features;

namespace FakeImds.Service;

/// <summary>Writes an answer: header names, values and bodies of the service's second generation (docs/fidelity.md#headers).</summary>
internal sealed class ResponseWriter(bool keepAlive)
{
    private readonly HttpDate _date = new();
    private readonly HttpDate _lastModified = new();

    /// <param name="features">The request's features.</param>
    /// <param name="method">The request's method; HEAD gets no body.</param>
    /// <param name="now">The time of the answer.</param>
    /// <param name="answer">What to write.</param>
    /// <param name="closes">True when the connection can't be kept.</param>
    /// <param name="isDated">True when the server writes the date.</param>
    /// <param name="issuer">Who issues the token, when the answer is one.</param>
    public Task WriteAsync(
        IFeatureCollection features, string method, DateTimeOffset now, in Answer answer, bool closes, bool isDated, (SessionToken Tokens, int Boot)? issuer)
    {
        var response = features.Get<IHttpResponseFeature>()!;
        response.StatusCode = answer.Status;
        if (answer.ReasonPhrase is { } words)
        {
            response.ReasonPhrase = words;
        }

        var headers = response.Headers;
        if (answer.TtlSeconds >= 0)
        {
            headers[ImdsHeaders.TtlSeconds] = TtlText.Of(answer.TtlSeconds);
        }

        headers.ContentType = answer.ContentType;
        if (answer.LastModified is { } modified)
        {
            headers.AcceptRanges = "none";
            headers.LastModified = _lastModified.Of(modified);
        }

        if (answer.Allow is { } allow)
        {
            headers.Allow = allow;
        }

        headers.ContentLength = answer.Issues ? SessionToken.Length : answer.Body?.Length ?? 0;
        if (!isDated)
        {
            headers.Date = _date.Of(now);
        }

        headers.Server = "EC2ws";
        if (closes || !keepAlive)
        {
            headers.Connection = "close";
        }

        if (issuer is { } issue)
        {
            var life = TokenLife.Of(now, answer.TtlSeconds);
            return WriteTokenAsync(features.Get<IHttpResponseBodyFeature>()!, issue.Tokens, issue.Boot, life);
        }

        if (answer.Body is not { Length: > 0 } body || method == "HEAD")
        {
            return Task.CompletedTask;
        }

        var sending = features.Get<IHttpResponseBodyFeature>()!.Writer.WriteAsync(body);
        return sending.IsCompletedSuccessfully ? Task.CompletedTask : sending.AsTask();
    }

    // Started first, Kestrel lends the memory that it sends; before, it lends some of its own and copies.
    private static Task WriteTokenAsync(IHttpResponseBodyFeature body, SessionToken tokens, int boot, long life)
    {
        var starting = body.StartAsync();
        if (!starting.IsCompletedSuccessfully)
        {
            return WriteTokenAfterAsync(starting, body, tokens, boot, life);
        }

        WriteToken(body.Writer, tokens, boot, life);
        return Task.CompletedTask;
    }

    private static async Task WriteTokenAfterAsync(Task starting, IHttpResponseBodyFeature body, SessionToken tokens, int boot, long life)
    {
        await starting.ConfigureAwait(false);
        WriteToken(body.Writer, tokens, boot, life);
    }

    private static void WriteToken(PipeWriter writer, SessionToken tokens, int boot, long life)
    {
        tokens.Issue(life, boot, writer.GetSpan(SessionToken.Length));
        writer.Advance(SessionToken.Length);
    }
}
