using System.Globalization;
using FakeImds.Ec2;

namespace FakeImds.Ec2Api.Protocol;

/// <summary>From a request's parameters to the bytes of the answer. Nothing a client sends makes it throw.</summary>
internal sealed class ApiPipeline(Ec2Account account, CallSettings settings, Func<IEnumerable<Ec2Instance>, Task> closed)
{
    private const string Version = "2016-11-15";

    // What signing adds to a query string; the older names are those of signature version 2.
    private static readonly HashSet<string> s_signature = new(StringComparer.Ordinal)
    {
        "X-Amz-Algorithm", "X-Amz-Credential", "X-Amz-Date", "X-Amz-Expires", "X-Amz-SignedHeaders", "X-Amz-Signature", "X-Amz-Security-Token",
        "AWSAccessKeyId", "Signature", "SignatureMethod", "SignatureVersion", "SecurityToken", "Timestamp", "Expires",
    };

    private int _requests;

    /// <summary>Answers one request.</summary>
    /// <param name="read">Reads the parameters; it throws when they can't be read.</param>
    /// <param name="authorization">The header of that name.</param>
    /// <param name="host">The host that the request is for.</param>
    public async Task<ApiResponse> AnswerAsync(
        Func<Task<Dictionary<string, string>>> read, string? authorization, string? host)
    {
        try
        {
            // What fails here besides is the connection's.
            var parameters = await read();
            return await AnswerAsync(parameters, authorization, host);
        }
        catch (Ec2Exception e)
        {
            return Failure(e.Error);
        }
    }

    public ApiResponse Failure(Ec2Error error) => Failure(error, RequestId());

    private static ApiResponse Failure(Ec2Error error, string id) => new(error.HttpStatus, id, Ec2Xml.Error(error, id));

    private async Task<ApiResponse> AnswerAsync(Dictionary<string, string> parameters, string? authorization, string? host)
    {
        var id = RequestId();
        try
        {
            if (parameters.GetValueOrDefault("Action") is CallerIdentity.Action && parameters.GetValueOrDefault("Version") is CallerIdentity.Version)
            {
                return new ApiResponse(200, id, CallerIdentity.Response(account, Caller(Scope(parameters, authorization)?.AccessKeyId), id));
            }

            var call = Call(parameters, authorization, host, out var action);
            var answer = action(call);
            await closed(answer.Terminated);
            return new ApiResponse(200, id, Ec2Xml.Response(call.Action, id, answer.Write));
        }
        catch (Ec2Exception e)
        {
            return Failure(e.Error, id);
        }
        catch (ListenException e)
        {
            // HttpProtocolIpv6 opens an address; nothing has changed.
            return Failure(new Ec2Error("InternalError", e.Message, 500), id);
        }
        catch (DescriptionException e)
        {
            // The account refuses what metadata could not show; its sentence says what is allowed.
            return Failure(new Ec2Error("InvalidParameterValue", e.Problem), id);
        }
        catch (Exception e)
        {
            // What failed is for those who run the emulator, not for the client (docs/fidelity.md#internal-error).
            settings.Failures.Tell(e);
            return Failure(ApiErrors.InternalError, id);
        }
    }

    private Ec2Call Call(Dictionary<string, string> parameters, string? authorization, string? host, out Func<Ec2Call, Answer> action)
    {
        var scope = Scope(parameters, authorization);
        foreach (var name in s_signature)
        {
            parameters.Remove(name);
        }

        if (!parameters.Remove("Action", out var asked) || asked.Length == 0)
        {
            throw new Ec2Exception(ApiErrors.MissingAction);
        }

        if (!parameters.Remove("Version", out var version))
        {
            throw new Ec2Exception(Ec2Errors.Missing("Version"));
        }

        if (version != Version)
        {
            throw new Ec2Exception(ApiErrors.NoSuchVersion(version));
        }

        action = ActionTable.Find(asked) ?? throw new Ec2Exception(ApiErrors.InvalidAction(asked));
        return new Ec2Call
        {
            Action = asked,
            Region = RegionChoice.Of(account, scope, host, settings.DefaultRegion),
            Parameters = Parameters.From(parameters),
            Flat = parameters,
            Settings = settings,
            Caller = Caller(scope?.AccessKeyId),
            AccessKeyId = scope?.AccessKeyId,
        };
    }

    // A request signed with credentials of a metadata service comes from that instance's role.
    private IamCaller Caller(string? accessKeyId)
    {
        if (accessKeyId is null || account.IssuedCredentials.Find(accessKeyId) is not { } issued)
        {
            return settings.Caller(accessKeyId);
        }

        return account.TimeProvider.GetUtcNow() < issued.Expiration
            ? issued.Caller
            : throw new Ec2Exception(ApiErrors.RequestExpired);
    }

    private static CredentialScope? Scope(Dictionary<string, string> parameters, string? authorization) =>
        CredentialScope.FromHeader(authorization) ?? CredentialScope.Parse(parameters.GetValueOrDefault("X-Amz-Credential"));

    private string RequestId() =>
        new Guid(account.Ids.Hash("request", "", Interlocked.Increment(ref _requests)).AsSpan(0, 16)).ToString("D", CultureInfo.InvariantCulture);
}
