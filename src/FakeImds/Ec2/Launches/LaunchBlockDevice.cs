using System.Collections.Immutable;

namespace FakeImds.Ec2;

/// <summary>A device that a launch maps.</summary>
public sealed record LaunchBlockDevice
{
    /// <summary>The device's name, such as <c>/dev/sdf</c>.</summary>
    public string? DeviceName { get; init; }

    /// <summary>The instance-store volume, such as <c>ephemeral0</c>; null for an EBS volume.</summary>
    public string? VirtualName { get; init; }

    /// <summary>Whether the device of that name in the image's mapping is left out.</summary>
    public bool NoDevice { get; init; }

    /// <summary>What else the launch says of it, such as <c>Ebs.VolumeSize</c>: <see cref="LaunchParameters.OtherParameters"/>, with names below the mapping.</summary>
    public ImmutableSortedDictionary<string, string> OtherParameters { get; init; } = InstanceDescription.NoTags;
}
