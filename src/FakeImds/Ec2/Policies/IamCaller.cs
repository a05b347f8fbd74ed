namespace FakeImds.Ec2;

/// <summary>Who calls: what the keys about the principal are filled with.</summary>
public sealed record IamCaller
{
    private const string AssumedRole = "assumed-role/";
    private const string User = "user/";

    private IamCaller(string arn, string[] parts)
    {
        Arn = arn;
        AccountId = parts[4];
        var resource = parts[5];
        if (parts[2] is "sts" && resource.StartsWith(AssumedRole, StringComparison.Ordinal))
        {
            PrincipalType = "AssumedRole";
            var session = resource[AssumedRole.Length..].Split('/', 2);
            PrincipalArn = $"{parts[0]}:{parts[1]}:iam::{AccountId}:role/{session[0]}";
            SessionName = session is [_, { Length: > 0 } name] ? name : null;
        }
        else
        {
            PrincipalArn = arn;
            PrincipalType = resource is "root" ? "Account" : "User";
            UserName = resource.StartsWith(User, StringComparison.Ordinal) ? resource[(resource.LastIndexOf('/') + 1)..] : null;
        }
    }

    /// <summary>The ARN as messages name it, such as <c>arn:aws:sts::123456789012:assumed-role/web/i-0123…</c>.</summary>
    public string Arn { get; }

    /// <summary><c>aws:PrincipalArn</c>: the user, or the role of an assumed one.</summary>
    public string PrincipalArn { get; }

    /// <summary><c>aws:PrincipalAccount</c>.</summary>
    public string AccountId { get; }

    /// <summary><c>aws:PrincipalType</c>: <c>User</c>, <c>AssumedRole</c> or <c>Account</c>.</summary>
    public string PrincipalType { get; }

    /// <summary><c>aws:username</c>; null for all but users.</summary>
    public string? UserName { get; }

    /// <summary>The name of an assumed role's session; null for all others.</summary>
    internal string? SessionName { get; }

    /// <summary>Whether the caller has the role credentials of an instance.</summary>
    internal bool IsInstance => SourceInstanceArn is not null || (SessionName is { } name && name.StartsWith("i-", StringComparison.Ordinal) && name.Skip(2).All(char.IsAsciiHexDigitLower));

    /// <summary><c>ec2:RoleDelivery</c>: the IMDS version that handed the credentials out, 1.0 or 2.0; null for other credentials.</summary>
    public decimal? RoleDelivery { get; init; }

    /// <summary><c>ec2:SourceInstanceARN</c>: the instance that the credentials are of; null for other credentials.</summary>
    public string? SourceInstanceArn { get; init; }

    /// <summary><c>aws:Ec2InstanceSourceVpc</c>: the VPC of that instance; null for other credentials.</summary>
    public string? SourceInstanceVpc { get; init; }

    /// <summary><c>aws:Ec2InstanceSourcePrivateIPv4</c>: the primary private address of that instance; null for other credentials.</summary>
    public string? SourceInstancePrivateIpv4 { get; init; }

    /// <summary>A caller by ARN.</summary>
    /// <param name="arn">A user, an assumed role or the root of an account.</param>
    /// <returns>The caller.</returns>
    /// <exception cref="ArgumentException"><paramref name="arn"/> is not such an ARN.</exception>
    public static IamCaller Of(string arn)
    {
        ArgumentNullException.ThrowIfNull(arn);
        var parts = arn.Split(':', 6);
        return parts is ["arn", { Length: > 0 }, "iam" or "sts", "", { Length: > 0 }, { Length: > 0 }]
            ? new IamCaller(arn, parts)
            : throw new ArgumentException($"'{arn}' is not the ARN of a caller. One such as arn:aws:iam::123456789012:user/alice is allowed.", nameof(arn));
    }
}
