using System.Globalization;

namespace FakeImds.Ec2;

/// <summary>The global condition keys, which don't depend on the action (docs/fidelity.md#iam-keys).</summary>
internal static class IamGlobalKeys
{
    // Filled only where a session, a network or a service says so; which one this is, nobody tells.
    private static readonly string[] s_open =
    [
        "aws:SourceIp", "aws:SourceVpc", "aws:SourceVpcArn", "aws:SourceVpce", "aws:VpcSourceIp", "aws:VpceAccount", "aws:VpceOrgID", "aws:VpceOrgPaths",
        "aws:MultiFactorAuthPresent", "aws:MultiFactorAuthAge", "aws:SignInSessionArn",
    ];

    // Only sessions of roles have these.
    private static readonly string[] s_ofSessions =
    [
        "aws:FederatedProvider", "aws:SourceIdentity", "aws:ChatbotSourceArn", "lambda:SourceFunctionArn", "ssm:SourceInstanceArn", "glue:RoleAssumedBy",
        "glue:CredentialIssuingService", "codebuild:BuildArn", "codebuild:ProjectArn", "identitystore:UserId",
    ];

    // Calls that a service makes, or makes for a caller: never the caller's own.
    private static readonly string[] s_ofServices =
    [
        "aws:CalledVia", "aws:CalledViaFirst", "aws:CalledViaLast", "aws:PrincipalServiceName", "aws:PrincipalServiceNamesList", "aws:SourceArn",
        "aws:SourceAccount", "aws:SourceOrgID", "aws:SourceOrgPaths", "aws:referer",
    ];

    // Of a resource or a request; where these say nothing, they are absent.
    private static readonly string[] s_ofRequests = ["aws:TagKeys"];

    /// <summary>All of their names, for near misses; those that end with a slash go on.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        .. s_open, .. s_ofSessions, .. s_ofServices, .. s_ofRequests,
        "aws:PrincipalArn", "aws:PrincipalAccount", "aws:PrincipalType", "aws:PrincipalOrgID", "aws:PrincipalOrgPaths", "aws:PrincipalTag/", "aws:PrincipalIsAWSService",
        "aws:userid", "aws:username", "aws:AssumedRoot", "aws:TokenIssueTime", "aws:Ec2InstanceSourceVpc", "aws:Ec2InstanceSourcePrivateIPv4", "aws:ViaAWSService",
        "aws:SecureTransport", "aws:UserAgent", "aws:CurrentTime", "aws:EpochTime", "aws:RequestedRegion", "aws:RequestTag/", "aws:ResourceTag/", "aws:ResourceAccount",
        "aws:ResourceOrgID", "aws:ResourceOrgPaths",
    ];

    /// <summary>What a request has of a global key; null when it is none.</summary>
    public static IamKeyValues? Find(string key, IamContext context)
    {
        var (request, caller) = (context.Request, context.Request.Caller);
        var isRole = caller.PrincipalType is "AssumedRole";
        return key.ToUpperInvariant() switch
        {
            "AWS:PRINCIPALARN" => IamKeyValues.Of(caller.PrincipalArn),
            "AWS:PRINCIPALACCOUNT" => IamKeyValues.Of(caller.AccountId),
            "AWS:PRINCIPALTYPE" => IamKeyValues.Of(caller.PrincipalType),
            "AWS:USERNAME" => IamKeyValues.Of(caller.UserName),
            "AWS:USERID" => IamKeyValues.Of(caller.SessionName is { } session ? $"{OpenText.Any}:{session}" : caller.PrincipalType is "Account" ? caller.AccountId : OpenText.Any),
            "AWS:PRINCIPALISAWSSERVICE" or "AWS:VIAAWSSERVICE" => IamKeyValues.Of("false"),
            "AWS:SECURETRANSPORT" => IamKeyValues.Of("true"),
            "AWS:USERAGENT" => IamKeyValues.Untold,
            "AWS:REQUESTEDREGION" or "EC2:REGION" => IamKeyValues.Of(request.Region),
            "AWS:CURRENTTIME" => IamKeyValues.Of(context.NowText),
            "AWS:EPOCHTIME" => IamKeyValues.Of(context.Now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)),
            "AWS:RESOURCEACCOUNT" => IamKeyValues.Of(request.ResourceAccount),
            "AWS:RESOURCEORGID" => request.ResourceAccount == caller.AccountId ? context.OwnOrganization() : IamKeyValues.Open,
            "AWS:RESOURCEORGPATHS" => request.ResourceAccount == caller.AccountId ? context.InOrganization() : IamKeyValues.Open,
            "AWS:PRINCIPALORGID" => context.OwnOrganization(),
            "AWS:PRINCIPALORGPATHS" => context.InOrganization(),
            "AWS:TOKENISSUETIME" => isRole ? IamKeyValues.Untold : IamKeyValues.Open,
            "AWS:ASSUMEDROOT" => caller.PrincipalType is "Account" ? IamKeyValues.Open : IamKeyValues.Absent,
            "EC2:ROLEDELIVERY" => OfInstance(caller, caller.RoleDelivery?.ToString("0.0", CultureInfo.InvariantCulture)),
            "EC2:SOURCEINSTANCEARN" => OfInstance(caller, caller.SourceInstanceArn),
            "AWS:EC2INSTANCESOURCEVPC" => OfInstance(caller, caller.SourceInstanceVpc),
            "AWS:EC2INSTANCESOURCEPRIVATEIPV4" => OfInstance(caller, caller.SourceInstancePrivateIpv4),
            var name when name.StartsWith("AWS:PRINCIPALTAG/", StringComparison.Ordinal) => IamKeyValues.Open,
            _ when s_open.Contains(key, StringComparer.OrdinalIgnoreCase) => IamKeyValues.Open,
            _ when s_ofSessions.Contains(key, StringComparer.OrdinalIgnoreCase) => isRole ? IamKeyValues.Open : IamKeyValues.Absent,
            _ when s_ofServices.Contains(key, StringComparer.OrdinalIgnoreCase) => IamKeyValues.Absent,
            _ => null,
        };
    }

    private static IamKeyValues OfInstance(IamCaller caller, string? value) =>
        value is not null ? IamKeyValues.Of(value) : caller.IsInstance ? IamKeyValues.Untold : IamKeyValues.Absent;
}
