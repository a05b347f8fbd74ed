using System.Net;
using System.Net.Sockets;
using System.Text;
using FakeImds.Ec2;
using FakeImds.Ec2Api.Hosting;
using FakeImds.Ec2Api.Protocol;
using FakeImds.Hosting;
using FakeImds.Iac;
using FakeImds.Iac.Documents;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Features;

namespace FakeImds.Control.Hosting;

/// <summary>Puts control behind a server: pages are kept away, then <c>/fakeimds/</c> is ours, and all else is EC2's API.</summary>
internal sealed class ControlApplication(
    ControlTargets targets, Func<ReadOnlyMemory<byte>, Task<string?>>? configure, bool isRemoteAllowed, CancellationToken stopping) : IRequestHandler, IConnectionHost
{
    private const string Root = "/fakeimds";

    public static bool IsMetadataAddress(IPAddress? address)
    {
        var plain = address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address;
        return ImdsAddresses.Ipv4.Equals(plain) || ImdsAddresses.Ipv6.Equals(plain);
    }

    // 0.0.0.0 takes in the metadata addresses too.
    public IRequestHandler? Admit(ConnectionContext connection, Socket? socket) =>
        IsMetadataAddress((connection.LocalEndPoint as IPEndPoint)?.Address) ? null : this;

    public async Task AnswerAsync(IFeatureCollection context)
    {
        var request = context.GetRequiredFeature<IHttpRequestFeature>();
        var connection = context.Get<IHttpConnectionFeature>();
        var refusal = PageGuard.RefusalOfHost(request.Headers, connection, isRemoteAllowed) ?? PageGuard.RefusalOfPage(request.Headers, connection);
        var isOurs = request.Path == Root || request.Path.StartsWith(Root + "/", StringComparison.Ordinal);
        if (refusal is null && !isOurs)
        {
            await targets.Current.Api.WireHandler.AnswerAsync(context);
            return;
        }

        using var gone = CancellationTokenSource.CreateLinkedTokenSource(
            context.Get<IHttpRequestLifetimeFeature>()?.RequestAborted ?? CancellationToken.None, stopping);
        var answer = refusal is null ? await AnswerAsync(request, gone.Token) : ControlAnswer.Error(403, refusal);
        await WriteAsync(context, request, answer, gone.Token);
    }

    private async Task<ControlAnswer> AnswerAsync(IHttpRequestFeature request, CancellationToken gone)
    {
        try
        {
            var query = new Dictionary<string, string>(StringComparer.Ordinal);
            QueryText.Read(Encoding.UTF8.GetBytes(request.QueryString.TrimStart('?')), query);
            var path = request.Path[Root.Length..].Split('/', StringSplitOptions.RemoveEmptyEntries);
            return await ControlRoutes.AnswerAsync(new ControlCall(targets.Current, request.Method, path, query, await ControlBody.ReadAsync(request, gone), gone)
            {
                Targets = targets,
                Configure = configure,
            });
        }
        catch (ControlException e)
        {
            return ControlAnswer.Error(e.Status, e.Message);
        }
        catch (ConfigException e)
        {
            return ControlAnswer.Error(400, new ControlException(400, $"{e.Position.In("body")}: {e.Message}").Message);
        }
        catch (Exception e) when (e is AccountFilesException or Ec2Exception or ArgumentException or InvalidOperationException)
        {
            return ControlAnswer.Error(400, new ControlException(400, e is Ec2Exception refused ? refused.Error.ToString() : WithoutParameter(e.Message)).Message);
        }
    }

    // ArgumentException says the parameter of our method, which is no name of the request's.
    private static string WithoutParameter(string message)
    {
        var end = message.LastIndexOf(" (Parameter '", StringComparison.Ordinal);
        return end < 0 ? message : message[..end];
    }

    private static async Task WriteAsync(IFeatureCollection context, IHttpRequestFeature request, ControlAnswer answer, CancellationToken gone)
    {
        var response = context.GetRequiredFeature<IHttpResponseFeature>();
        response.StatusCode = answer.Status;
        response.Headers.CacheControl = "no-store";
        response.Headers.XContentTypeOptions = "nosniff";
        if (answer.Allow is not null)
        {
            response.Headers.Allow = answer.Allow;
        }

        if (answer.Status is 413)
        {
            response.Headers.Connection = "close";
        }

        if (answer.Status is not 204)
        {
            response.Headers.ContentType = "application/json";
            response.Headers.ContentLength = answer.Body.Length;
        }

        if (request.Method is not "HEAD" && !answer.Body.IsEmpty)
        {
            await context.GetRequiredFeature<IHttpResponseBodyFeature>().Writer.WriteAsync(answer.Body, gone);
        }
    }
}
