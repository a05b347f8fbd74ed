using System.Collections.Immutable;

namespace FakeImds.Ec2;

/// <summary>The devices of <c>block-device-mapping/</c>.</summary>
public sealed record BlockDeviceMapping
{
    /// <summary>The image's root device as the mapping names it.</summary>
    public string Ami { get; init; } = "xvda";

    /// <summary>The root device's path.</summary>
    public string Root { get; init; } = "/dev/xvda";

    /// <summary>Further EBS volumes: <c>ebs1</c>, <c>ebs2</c> …</summary>
    public ImmutableArray<string> Ebs { get; init; } = [];

    /// <summary>Instance-store volumes that are not NVMe: <c>ephemeral0</c> …</summary>
    public ImmutableArray<string> Ephemeral { get; init; } = [];

    /// <summary>The swap device of old types; null elsewhere.</summary>
    public string? Swap { get; init; }
}
