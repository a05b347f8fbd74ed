namespace FakeImds.Ec2Api.Protocol;

/// <summary>What a SigV4 credential says of its caller: <c>AKID/20260101/us-east-1/ec2/aws4_request</c>. Nothing is verified.</summary>
/// <param name="AccessKeyId">The access key.</param>
/// <param name="Region">The Region in the scope.</param>
internal readonly record struct CredentialScope(string AccessKeyId, string Region)
{
    private const string Marker = "Credential=";

    /// <summary>The scope of an <c>Authorization</c> header; null when there is none in it.</summary>
    public static CredentialScope? FromHeader(string? authorization)
    {
        var start = authorization?.IndexOf(Marker, StringComparison.Ordinal) ?? -1;
        if (start < 0)
        {
            return null;
        }

        var rest = authorization!.AsSpan(start + Marker.Length);
        var end = rest.IndexOfAny(',', ' ');
        return Parse((end < 0 ? rest : rest[..end]).ToString());
    }

    /// <summary>The scope of a header or an <c>X-Amz-Credential</c> parameter; null when it has another form.</summary>
    public static CredentialScope? Parse(string? credential) =>
        credential?.Split('/') is [{ Length: > 0 } key, _, { Length: > 0 } region, _, "aws4_request"]
            ? new CredentialScope(key, region)
            : null;
}
