namespace FakeImds.Ec2;

/// <summary>Why a fleet could not launch from a pool.</summary>
internal sealed record FleetError(FleetPool Pool, bool IsSpot, Ec2Error Error);
