using System.Collections.Immutable;

namespace FakeImds.Ec2Api.Networks;

/// <summary>A subnet that an interface names.</summary>
internal sealed record KnownSubnet(string SubnetId, string VpcId, string Zone, string? Ipv4Block, ImmutableArray<string> Ipv6Blocks, bool IsDefault);
