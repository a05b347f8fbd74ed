using System.Collections.Immutable;

namespace FakeImds.Ec2;

/// <summary>An image (AMI), immutable; the catalog holds its current version.</summary>
public sealed record Ec2Image
{
    /// <summary>The image's id.</summary>
    public required string ImageId { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>The account that owns it; null for the account it is in.</summary>
    public string? OwnerId { get; init; }

    /// <summary>Its owner's alias, <c>amazon</c> or <c>aws-marketplace</c>; null for all others.</summary>
    public string? OwnerAlias { get; init; }

    /// <summary>Its <c>ImdsSupport</c>; null when it has none. Once set it can't be undone.</summary>
    public ImdsSupport? ImdsSupport { get; init; }

    /// <summary>Its architecture.</summary>
    public string Architecture { get; init; } = "x86_64";

    /// <summary>Its root device.</summary>
    public string RootDeviceName { get; init; } = "/dev/xvda";

    /// <summary>The devices that it maps; its root device need not be among them.</summary>
    public ImmutableArray<LaunchBlockDevice> BlockDeviceMappings { get; init; } = [];

    /// <summary>Its description; null for none.</summary>
    public string? Description { get; init; }

    /// <summary>When it was registered.</summary>
    public DateTimeOffset CreationDate { get; init; }

    /// <summary>The image that it is a copy of; null for all others.</summary>
    public string? SourceImageId { get; init; }

    /// <summary>The Region of <see cref="SourceImageId"/>; null for all but copies.</summary>
    public string? SourceImageRegion { get; init; }

    /// <summary>The snapshot of the root volume; null when it does not matter.</summary>
    public string? RootSnapshotId { get; init; }

    /// <summary><c>hvm</c> or <c>paravirtual</c>.</summary>
    public string VirtualizationType { get; init; } = "hvm";

    /// <summary>Whether every account can launch it.</summary>
    public bool IsPublic { get; init; }

    /// <summary>The instance that it was made from; null for all others.</summary>
    public string? SourceInstanceId { get; init; }
}
