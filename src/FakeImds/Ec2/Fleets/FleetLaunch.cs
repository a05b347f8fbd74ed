using System.Collections.Immutable;

namespace FakeImds.Ec2;

/// <summary>Instances that a fleet launched.</summary>
internal sealed record FleetLaunch(FleetPool Pool, bool IsSpot, ImmutableArray<Ec2Instance> Instances)
{
    /// <summary>In units of the pool's weight.</summary>
    public double Capacity => Instances.Length * Pool.Weight;
}
