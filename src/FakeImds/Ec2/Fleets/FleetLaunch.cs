using System.Collections.Immutable;

namespace FakeImds.Ec2;

/// <summary>Instances that a fleet launched.</summary>
internal sealed record FleetLaunch(FleetPool Pool, bool IsSpot, ImmutableArray<Ec2Instance> Instances);
