using System.Collections.Immutable;

namespace FakeImds.Ec2Api.Networks;

/// <summary>A VPC that an interface names.</summary>
internal sealed record KnownVpc(string VpcId, ImmutableArray<string> Ipv4Blocks, ImmutableArray<string> Ipv6Blocks, bool IsDefault);
