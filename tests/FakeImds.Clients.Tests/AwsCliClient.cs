using System.Text.RegularExpressions;

namespace FakeImds.Clients.Tests;

/// <summary>
/// The AWS CLI. <c>s3 presign</c> is the command that needs credentials and no network: the key id and the session token are in
/// the URL that it prints. Version 2 puts the instance's Region there too; version 1 does not ask for it.
/// </summary>
internal sealed partial class AwsCliClient(Target imds) : IImdsClient
{
    public async Task<Finding> ReadAsync()
    {
        var result = await Run.ToEndAsync(Run.PrepareClient(imds, "aws", "s3", "presign", "s3://bucket/key"));
        if (result.ExitCode != 0)
        {
            return new Finding { Error = result.Error.Trim() };
        }

        var url = result.Output.Trim();
        var signed = SignedV4().Match(url);
        return new Finding
        {
            AccessKeyId = signed.Success ? signed.Groups["id"].Value : Value(AccessKeyId(), url),
            SessionToken = Value(SecurityToken(), url),
            Region = signed.Success ? signed.Groups["region"].Value : null,
        };
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static string? Value(Regex pattern, string url) =>
        pattern.Match(url) is { Success: true } match ? Uri.UnescapeDataString(match.Groups[1].Value) : null;

    [GeneratedRegex("X-Amz-Credential=(?<id>[A-Z0-9]+)%2F[0-9]+%2F(?<region>[a-z0-9-]+)%2F")]
    private static partial Regex SignedV4();

    [GeneratedRegex("AWSAccessKeyId=([^&]+)")]
    private static partial Regex AccessKeyId();

    [GeneratedRegex("(?i:x-amz-security-token)=([^&]+)")]
    private static partial Regex SecurityToken();
}
