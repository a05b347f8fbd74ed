namespace FakeImds.Ec2;

/// <summary>The fleets of a Region.</summary>
internal sealed class FleetCatalog(Ec2Region region)
{
    private readonly Lock _change = new();
    private volatile ResourceIndex<Ec2Fleet> _index = ResourceIndex<Ec2Fleet>.Empty(static f => f.FleetId, static (a, b) => a.Number.CompareTo(b.Number));
    private int _made;

    public ResourceIndex<Ec2Fleet> Index => _index;

    /// <summary>The number and the id of a new fleet.</summary>
    public (int Number, string FleetId) Next()
    {
        var number = Interlocked.Increment(ref _made) - 1;
        var hash = Convert.ToHexStringLower(region.Account.Ids.Hash("fleet", region.Name, number));
        return (number, $"fleet-{hash[..8]}-{hash[8..12]}-{hash[12..16]}-{hash[16..20]}-{hash[20..32]}");
    }

    public void Set(Ec2Fleet fleet)
    {
        lock (_change)
        {
            _index = _index.Set(fleet);
        }
    }
}
