namespace FakeImds.Ec2;

/// <summary>Where a launch places its instances. Null members are "not set".</summary>
public sealed record LaunchPlacement
{
    /// <summary>The Availability Zone; null for the Region's zone <c>a</c>. Local and Wavelength Zones too.</summary>
    public string? AvailabilityZone { get; init; }

    /// <summary>The zone by its id, such as <c>use1-az1</c>.</summary>
    public string? AvailabilityZoneId { get; init; }

    /// <summary>The placement group.</summary>
    public string? GroupName { get; init; }

    /// <summary>The placement group by its id. Its name is not known, so metadata shows the id (docs/fidelity.md#placement-group-id).</summary>
    public string? GroupId { get; init; }

    /// <summary>The partition of a partition placement group.</summary>
    public int? PartitionNumber { get; init; }

    /// <summary>The Dedicated Host.</summary>
    public string? HostId { get; init; }

    /// <summary><c>default</c>, <c>dedicated</c> or <c>host</c>.</summary>
    public string? Tenancy { get; init; }

    /// <summary>The affinity to the Dedicated Host: <c>default</c> or <c>host</c>.</summary>
    public string? Affinity { get; init; }
}
