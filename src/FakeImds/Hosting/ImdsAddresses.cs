using System.Net;

namespace FakeImds;

/// <summary>The link-local addresses of the EC2 Instance Metadata Service.</summary>
public static class ImdsAddresses
{
    /// <summary>The port of the service on both addresses.</summary>
    public const int Port = 80;

    /// <summary><c>169.254.169.254</c>.</summary>
    public static IPAddress Ipv4 { get; } = new([169, 254, 169, 254]);

    /// <summary><c>fd00:ec2::254</c>; it answers only while <c>HttpProtocolIpv6</c> is enabled.</summary>
    public static IPAddress Ipv6 { get; } = new([0xfd, 0, 0x0e, 0xc2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x02, 0x54]);
}
