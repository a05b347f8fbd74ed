namespace FakeImds.Service;

/// <summary>Headers of the metadata service, cased as EC2 casts them in answers. Requests may use any case.</summary>
internal static class ImdsHeaders
{
    public const string TtlSeconds = "X-Aws-Ec2-Metadata-Token-Ttl-Seconds";

    public const string Token = "X-Aws-Ec2-Metadata-Token";

    public const string ForwardedFor = "X-Forwarded-For";
}
