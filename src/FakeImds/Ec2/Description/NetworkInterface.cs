using System.Collections.Immutable;

namespace FakeImds.Ec2;

/// <summary>A network interface as <c>network/interfaces/macs/{mac}/</c> shows it.</summary>
public sealed record NetworkInterface
{
    /// <summary>The MAC address, lower case with colons.</summary>
    public required string Mac { get; init; }

    /// <summary>The interface's id.</summary>
    public required string InterfaceId { get; init; }

    /// <summary>The account that owns it.</summary>
    public required string OwnerId { get; init; }

    /// <summary>Its subnet.</summary>
    public required string SubnetId { get; init; }

    /// <summary>Its VPC.</summary>
    public required string VpcId { get; init; }

    /// <summary>The device number; 0 is the primary interface.</summary>
    public int DeviceNumber { get; init; }

    /// <summary>The network card, on types with several; null elsewhere.</summary>
    public int? NetworkCard { get; init; }

    /// <summary>Private IPv4 addresses, primary first; empty on IPv6-only interfaces.</summary>
    public ImmutableArray<string> LocalIpv4s { get; init; } = [];

    /// <summary>Public IPv4 addresses, each with the private address it belongs to.</summary>
    public ImmutableArray<Ipv4Association> Ipv4Associations { get; init; } = [];

    /// <summary>IPv6 addresses.</summary>
    public ImmutableArray<string> Ipv6s { get; init; } = [];

    /// <summary>Delegated IPv4 prefixes, such as <c>10.0.1.16/28</c>.</summary>
    public ImmutableArray<string> Ipv4Prefixes { get; init; } = [];

    /// <summary>Delegated IPv6 prefixes.</summary>
    public ImmutableArray<string> Ipv6Prefixes { get; init; } = [];

    /// <summary>The private host name; null on an interface without an address.</summary>
    public string? LocalHostname { get; init; }

    /// <summary>The public host name; null without public IPv4 or without <c>enableDnsHostnames</c>.</summary>
    public string? PublicHostname { get; init; }

    /// <summary>Ids of its security groups.</summary>
    public ImmutableArray<string> SecurityGroupIds { get; init; } = [];

    /// <summary>Names of its security groups.</summary>
    public ImmutableArray<string> SecurityGroups { get; init; } = [];

    /// <summary>The subnet's IPv4 block; null for an IPv6-only subnet.</summary>
    public string? SubnetIpv4CidrBlock { get; init; }

    /// <summary>The subnet's IPv6 blocks.</summary>
    public ImmutableArray<string> SubnetIpv6CidrBlocks { get; init; } = [];

    /// <summary>The VPC's IPv4 blocks, primary first.</summary>
    public ImmutableArray<string> VpcIpv4CidrBlocks { get; init; } = [];

    /// <summary>The VPC's IPv6 blocks.</summary>
    public ImmutableArray<string> VpcIpv6CidrBlocks { get; init; } = [];
}
