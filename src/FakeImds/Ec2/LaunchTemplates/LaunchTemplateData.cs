using System.Collections.Immutable;

namespace FakeImds.Ec2;

/// <summary>What a launch template's version supplies. Null is "not set".</summary>
public sealed record LaunchTemplateData
{
    /// <summary>The image to launch.</summary>
    public string? ImageId { get; init; }

    /// <summary>The instance type.</summary>
    public string? InstanceType { get; init; }

    /// <summary>The metadata options; the launch request overrides them one by one.</summary>
    public MetadataOptions? MetadataOptions { get; init; }

    /// <summary>The key pair.</summary>
    public KeyPair? KeyPair { get; init; }

    /// <summary>The instance profile.</summary>
    public InstanceProfile? InstanceProfile { get; init; }

    /// <summary>The user data, raw; null for none.</summary>
    public ImmutableArray<byte>? UserData { get; init; }

    /// <summary>Tags of the instances.</summary>
    public ImmutableSortedDictionary<string, string>? Tags { get; init; }
}
