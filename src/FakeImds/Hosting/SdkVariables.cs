namespace FakeImds.Hosting;

/// <summary>The environment variables that all AWS SDKs and the AWS CLI read.</summary>
internal static class SdkVariables
{
    public static Dictionary<string, string> For(Uri address) => new(StringComparer.Ordinal)
    {
        // Without a slash at the end: the SDK for .NET puts "/latest/…" behind it as it is.
        ["AWS_EC2_METADATA_SERVICE_ENDPOINT"] = address.GetLeftPart(UriPartial.Authority),
        ["AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE"] = address.HostNameType is UriHostNameType.IPv6 ? "IPv6" : "IPv4",
        ["AWS_EC2_METADATA_DISABLED"] = "false",
    };
}
