namespace FakeImds.Ec2;

/// <summary>How much a fleet shall have, in units of its overrides' weights.</summary>
internal sealed record FleetCapacity(int Total, int? OnDemand, int? Spot, string? DefaultType)
{
    /// <summary>The two parts; what neither names is of the default type, which is Spot's.</summary>
    public (int OnDemand, int Spot) Parts
    {
        get
        {
            var rest = Math.Max(0, Total - (OnDemand ?? 0) - (Spot ?? 0));
            return DefaultType is null or "spot" ? (OnDemand ?? 0, (Spot ?? 0) + rest) : ((OnDemand ?? 0) + rest, Spot ?? 0);
        }
    }
}
