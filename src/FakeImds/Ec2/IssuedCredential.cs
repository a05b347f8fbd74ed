namespace FakeImds.Ec2;

/// <summary>Role credentials that a metadata service has handed out.</summary>
/// <param name="CallerArn">Whom they make their holder.</param>
/// <param name="SourceInstanceArn">The instance that they are of.</param>
/// <param name="RoleDelivery">The IMDS version that they were asked for with, 1.0 or 2.0.</param>
/// <param name="Expiration">When they end.</param>
internal sealed record IssuedCredential(string CallerArn, string SourceInstanceArn, decimal RoleDelivery, DateTimeOffset Expiration)
{
    /// <summary>The instance's VPC; null when it has no network interface.</summary>
    public string? SourceInstanceVpc { get; init; }

    /// <summary>The instance's primary private address; null when it has none.</summary>
    public string? SourceInstancePrivateIpv4 { get; init; }

    /// <summary>Who the holder is to policies.</summary>
    public IamCaller Caller => IamCaller.Of(CallerArn) with
    {
        RoleDelivery = RoleDelivery,
        SourceInstanceArn = SourceInstanceArn,
        SourceInstanceVpc = SourceInstanceVpc,
        SourceInstancePrivateIpv4 = SourceInstancePrivateIpv4,
    };
}
