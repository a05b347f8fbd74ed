namespace FakeImds.Ec2;

/// <summary>A launch template of a fleet with one of its overrides: one way to launch.</summary>
internal sealed record FleetPool
{
    /// <summary>The template as the request named it.</summary>
    public required string LaunchTemplate { get; init; }

    public string? Version { get; init; }

    /// <summary>What the override says of the launch; nothing without one.</summary>
    public RunInstancesRequest Launch { get; init; } = new();

    public string? MaxPrice { get; init; }

    public double? WeightedCapacity { get; init; }

    /// <summary>How much of the fleet's capacity an instance is.</summary>
    public double Weight => WeightedCapacity ?? 1;

    public double? Priority { get; init; }

    /// <summary>The launch of some instances from here.</summary>
    public RunInstancesRequest Request(int count, bool isSpot) => Launch with
    {
        LaunchTemplate = LaunchTemplate,
        LaunchTemplateVersion = Version,
        Count = count,
        MarketType = isSpot ? "spot" : null,
    };
}
