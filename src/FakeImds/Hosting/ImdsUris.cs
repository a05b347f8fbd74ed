namespace FakeImds.Hosting;

/// <summary>The service's addresses as clients write them.</summary>
internal static class ImdsUris
{
    public static Uri Ipv4 { get; } = new("http://169.254.169.254/");

    public static Uri Ipv6 { get; } = new("http://[fd00:ec2::254]/");

    /// <summary>True for a request that a program on EC2 would send to the metadata service.</summary>
    public static bool IsImds(Uri? uri) =>
        uri is { Scheme: "http", Port: ImdsAddresses.Port } && (uri.Host == Ipv4.Host || IsIpv6(uri));

    public static bool IsIpv6(Uri uri) => uri.Host == Ipv6.Host;
}
