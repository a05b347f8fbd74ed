namespace FakeImds.Ec2;

/// <summary>Where an instance runs.</summary>
public sealed record Placement
{
    /// <summary>The Region, such as <c>us-east-1</c>.</summary>
    public required string Region { get; init; }

    /// <summary>The Availability Zone, such as <c>us-east-1a</c>.</summary>
    public required string AvailabilityZone { get; init; }

    /// <summary>The zone's id, such as <c>use1-az1</c>.</summary>
    public required string AvailabilityZoneId { get; init; }

    /// <summary>The placement group; null outside one.</summary>
    public string? GroupName { get; init; }

    /// <summary>The Dedicated Host; null elsewhere.</summary>
    public string? HostId { get; init; }

    /// <summary>The partition of a partition placement group; null elsewhere.</summary>
    public int? PartitionNumber { get; init; }

    /// <summary><c>dedicated</c> or <c>host</c>; null for shared hardware. Replies of the EC2 API tell it, metadata does not.</summary>
    public string? Tenancy { get; init; }

    /// <summary>The affinity to the Dedicated Host; null for none. Replies of the EC2 API tell it, metadata does not.</summary>
    public string? Affinity { get; init; }
}
