namespace FakeImds.Service;

/// <summary>Headers of the metadata service. Requests may use any case.</summary>
internal static class ImdsHeaders
{
    /// <summary>Cased as EC2 casts it in answers.</summary>
    public const string TtlSeconds = "X-Aws-Ec2-Metadata-Token-Ttl-Seconds";

    /// <summary>Cased as most clients do: their case is the one that is found fastest.</summary>
    public const string Token = "X-aws-ec2-metadata-token";

    public const string ForwardedFor = "X-Forwarded-For";
}
