using System.Collections.Immutable;

namespace FakeImds.Ec2;

/// <summary>A network interface that a launch makes or attaches. What it leaves open is as on the default interface.</summary>
public sealed record LaunchNetworkInterface
{
    /// <summary>The device number; 0 is the primary interface. Null counts as 0.</summary>
    public int? DeviceIndex { get; init; }

    /// <summary>The network card, on types with several.</summary>
    public int? NetworkCardIndex { get; init; }

    /// <summary>The interface to attach; null to make one.</summary>
    public string? NetworkInterfaceId { get; init; }

    /// <summary><c>interface</c>, <c>efa</c> or <c>efa-only</c>; the last has no address.</summary>
    public string? InterfaceType { get; init; }

    /// <summary>The subnet.</summary>
    public string? SubnetId { get; init; }

    /// <summary>Whether it has a public IPv4 address; null for yes on the primary interface and no on others.</summary>
    public bool? AssociatePublicIpAddress { get; init; }

    /// <summary>The primary private IPv4 address.</summary>
    public string? PrivateIpAddress { get; init; }

    /// <summary>Further private IPv4 addresses, or all of them with the primary one marked.</summary>
    public ImmutableArray<LaunchPrivateAddress> PrivateIpAddresses { get; init; } = [];

    /// <summary>How many private IPv4 addresses to choose in addition.</summary>
    public int? SecondaryPrivateIpAddressCount { get; init; }

    /// <summary>IPv6 addresses.</summary>
    public ImmutableArray<string> Ipv6Addresses { get; init; } = [];

    /// <summary>How many IPv6 addresses to choose.</summary>
    public int? Ipv6AddressCount { get; init; }

    /// <summary>Delegated IPv4 prefixes.</summary>
    public ImmutableArray<string> Ipv4Prefixes { get; init; } = [];

    /// <summary>Delegated IPv6 prefixes.</summary>
    public ImmutableArray<string> Ipv6Prefixes { get; init; } = [];

    /// <summary>Ids of its security groups; empty for the default one.</summary>
    public ImmutableArray<string> SecurityGroupIds { get; init; } = [];

    /// <summary>What else the launch says of it: <see cref="LaunchParameters.OtherParameters"/>, with names below the interface.</summary>
    public ImmutableSortedDictionary<string, string> OtherParameters { get; init; } = InstanceDescription.NoTags;
}
