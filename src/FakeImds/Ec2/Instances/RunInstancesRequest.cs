using System.Collections.Immutable;

namespace FakeImds.Ec2;

/// <summary>A launch. Null members are "not set": the template, the account and EC2's defaults fill them.</summary>
public sealed record RunInstancesRequest
{
    /// <summary>The image; required unless the template has one.</summary>
    public string? ImageId { get; init; }

    /// <summary>The metadata options.</summary>
    public MetadataOptions? MetadataOptions { get; init; }

    /// <summary>The id or name of a launch template.</summary>
    public string? LaunchTemplate { get; init; }

    /// <summary>The template's version: a number, <c>$Latest</c> or <c>$Default</c>.</summary>
    public string? LaunchTemplateVersion { get; init; }

    /// <summary>The instance type.</summary>
    public string? InstanceType { get; init; }

    /// <summary>How many instances to launch, 1 to 1000.</summary>
    public int Count { get; init; } = 1;

    /// <summary>The key pair.</summary>
    public KeyPair? KeyPair { get; init; }

    /// <summary>The instance profile.</summary>
    public InstanceProfile? InstanceProfile { get; init; }

    /// <summary>The user data, raw, at most 16,384 bytes.</summary>
    public ImmutableArray<byte>? UserData { get; init; }

    /// <summary>The instances' tags.</summary>
    public ImmutableSortedDictionary<string, string>? Tags { get; init; }

    /// <summary>The Availability Zone; null for the Region's zone <c>a</c>. Give a Local or Wavelength Zone with <see cref="Describe"/>.</summary>
    public string? AvailabilityZone { get; init; }

    /// <summary>The token that makes a repeated call the same call; shown with the instance. Null for none.</summary>
    public string? ClientToken { get; init; }

    /// <summary>Changes anything else of what each instance has, before it exists.</summary>
    public Func<InstanceDescription, InstanceDescription>? Describe { get; init; }
}
