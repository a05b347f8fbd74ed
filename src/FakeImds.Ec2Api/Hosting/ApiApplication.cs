using System.Net.Sockets;
using System.Text;
using FakeImds.Ec2;
using FakeImds.Ec2Api.Protocol;
using FakeImds.Hosting;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace FakeImds.Ec2Api.Hosting;

/// <summary>Puts the API behind a server.</summary>
internal sealed class ApiApplication(ApiPipeline pipeline) : IRequestHandler, IConnectionHost
{
    /// <summary>The largest request: EC2's own limits are below it.</summary>
    public const int MaxRequestBytes = 1024 * 1024;

    public IRequestHandler Admit(ConnectionContext connection, Socket? socket) => this;

    public async Task AnswerAsync(IFeatureCollection context)
    {
        var request = context.GetRequiredFeature<IHttpRequestFeature>();
        var gone = context.Get<IHttpRequestLifetimeFeature>()?.RequestAborted ?? CancellationToken.None;
        var answer = PageGuard.RefusalOfPage(request.Headers, context.Get<IHttpConnectionFeature>()) is { } refusal
            ? pipeline.Failure(ApiErrors.OfAnotherSite(refusal))
            : request.Method is "GET" or "POST"
            ? await pipeline.AnswerAsync(
                () => ReadAsync(request, gone), request.Headers.Authorization.ToString(), request.Headers.Host.ToString())
            : pipeline.Failure(ApiErrors.MethodNotAllowed(request.Method));
        await WriteAsync(context, request, answer, gone);
    }

    private static async Task<Dictionary<string, string>> ReadAsync(IHttpRequestFeature request, CancellationToken gone)
    {
        var parameters = new Dictionary<string, string>(StringComparer.Ordinal);
        QueryText.Read(Encoding.UTF8.GetBytes(request.QueryString.TrimStart('?')), parameters);
        if (request.Method is "POST")
        {
            using var body = new MemoryStream();
            var buffer = new byte[8192];
            while (await ReadAsync(request.Body, buffer, gone) is > 0 and var read)
            {
                if (body.Length + read > MaxRequestBytes)
                {
                    throw new Ec2Exception(ApiErrors.TooLarge(MaxRequestBytes));
                }

                body.Write(buffer, 0, read);
            }

            QueryText.Read(body.GetBuffer().AsSpan(0, (int)body.Length), parameters);
        }

        return parameters;
    }

    private static async ValueTask<int> ReadAsync(Stream body, byte[] buffer, CancellationToken gone)
    {
        try
        {
            return await body.ReadAsync(buffer, gone);
        }
        catch (BadHttpRequestException e)
        {
            throw new Ec2Exception(ApiErrors.MalformedBody(e.StatusCode));
        }
    }

    private static async Task WriteAsync(IFeatureCollection context, IHttpRequestFeature request, ApiResponse answer, CancellationToken gone)
    {
        var response = context.GetRequiredFeature<IHttpResponseFeature>();
        response.StatusCode = answer.Status;
        response.Headers.ContentType = "text/xml;charset=UTF-8";
        response.Headers.ContentLength = answer.Body.Length;
        response.Headers.CacheControl = "no-cache, no-store";
        response.Headers["x-amzn-RequestId"] = answer.RequestId;
        if (answer.Status is 408 or 413)
        {
            // The rest of the request does not come, or is not worth reading.
            response.Headers.Connection = "close";
        }

        if (request.Method is not "HEAD")
        {
            await context.GetRequiredFeature<IHttpResponseBodyFeature>().Stream.WriteAsync(answer.Body, gone);
        }
    }
}
