using System.Collections.Immutable;

namespace FakeImds.Ec2;

/// <summary>
/// What an instance has, as far as metadata shows it. Immutable: change it with <c>with</c> through
/// <see cref="Ec2Instance.Update"/>. Absent items are null or empty and answer 404, as on EC2.
/// </summary>
public sealed record InstanceDescription
{
    /// <summary>The instance's id.</summary>
    public required string InstanceId { get; init; }

    /// <summary>The account that owns the instance.</summary>
    public required string AccountId { get; init; }

    /// <summary>The image it was launched from.</summary>
    public required string ImageId { get; init; }

    /// <summary>The launch's reservation.</summary>
    public required string ReservationId { get; init; }

    /// <summary>Region, zone and placement group.</summary>
    public required Placement Placement { get; init; }

    /// <summary>The network interfaces, primary first. Empty only for an instance without network.</summary>
    public required ImmutableArray<NetworkInterface> NetworkInterfaces { get; init; }

    /// <summary>When it was launched or last started; <c>pendingTime</c> of the identity document.</summary>
    public required DateTimeOffset LaunchTime { get; init; }

    /// <summary>The instance type.</summary>
    public string InstanceType { get; init; } = "t3.micro";

    /// <summary><c>x86_64</c>, <c>arm64</c> or <c>i386</c>.</summary>
    public string Architecture { get; init; } = "x86_64";

    /// <summary>The position in the launch request, from 0.</summary>
    public int AmiLaunchIndex { get; init; }

    /// <summary>The S3 manifest of an instance-store image; <c>(unknown)</c> for all others.</summary>
    public string AmiManifestPath { get; init; } = "(unknown)";

    /// <summary>Ancestors of an instance-store image.</summary>
    public ImmutableArray<string> AncestorAmiIds { get; init; } = [];

    /// <summary>The kernel of a paravirtual image.</summary>
    public string? KernelId { get; init; }

    /// <summary>The RAM disk of a paravirtual image.</summary>
    public string? RamdiskId { get; init; }

    /// <summary><c>on-demand</c> or <c>spot</c>.</summary>
    public string InstanceLifeCycle { get; init; } = "on-demand";

    /// <summary><c>none</c>, <c>shutdown</c> or <c>bundle-pending</c>.</summary>
    public string InstanceAction { get; init; } = "none";

    /// <summary><c>default-hvm</c> or <c>default-paravirtual</c>.</summary>
    public string Profile { get; init; } = "default-hvm";

    /// <summary><c>nitro</c> or <c>xen-on-nitro</c>.</summary>
    public string System { get; init; } = "nitro";

    /// <summary>Whether detailed monitoring is on (<c>fws/instance-monitoring</c>).</summary>
    public bool Monitoring { get; init; }

    /// <summary>The root device and the mapped volumes.</summary>
    public BlockDeviceMapping BlockDevices { get; init; } = new();

    /// <summary>The names of the instance's security groups.</summary>
    public ImmutableArray<string> SecurityGroups { get; init; } = ["default"];

    /// <summary>The key pair given at launch; null for none.</summary>
    public KeyPair? KeyPair { get; init; }

    /// <summary>The attached instance profile; null for none: then there is no <c>iam/</c>.</summary>
    public InstanceProfile? InstanceProfile { get; init; }

    /// <summary>The instance's tags, shown only while <c>InstanceMetadataTags</c> is enabled.</summary>
    public ImmutableSortedDictionary<string, string> Tags { get; init; } = NoTags;

    /// <summary>The user data as raw bytes, at most 16,384; empty for none.</summary>
    public ImmutableArray<byte> UserData { get; init; } = [];

    /// <summary>Marketplace product codes.</summary>
    public ImmutableArray<string> ProductCodes { get; init; } = [];

    /// <summary>Billing products, shown in the identity document.</summary>
    public ImmutableArray<string> BillingProducts { get; init; } = [];

    /// <summary>The Auto Scaling target state; null outside a group.</summary>
    public string? TargetLifecycleState { get; init; }

    /// <summary>The Spot interruption notice; null for none.</summary>
    public SpotInterruption? SpotInterruption { get; init; }

    /// <summary>When a rebalance recommendation was given; null for none.</summary>
    public DateTimeOffset? RebalanceNoticeTime { get; init; }

    /// <summary>Scheduled maintenance events.</summary>
    public ImmutableArray<MaintenanceEvent> ScheduledEvents { get; init; } = [];

    /// <summary>Completed and cancelled maintenance events.</summary>
    public ImmutableArray<MaintenanceEvent> EventHistory { get; init; } = [];

    /// <summary>Whether hibernation was configured; null where the entry is absent.</summary>
    public bool? HibernationConfigured { get; init; }

    /// <summary>EC2 Instance Connect's data; null where it is absent.</summary>
    public ManagedSshKeys? ManagedSshKeys { get; init; }

    /// <summary>Elastic GPU associations (retired): id to JSON.</summary>
    public ImmutableSortedDictionary<string, string> ElasticGpus { get; init; } = NoTags;

    /// <summary>Elastic Inference associations (retired): id to JSON.</summary>
    public ImmutableSortedDictionary<string, string> ElasticInference { get; init; } = NoTags;

    /// <summary>
    /// Literal answers by path below a version, such as <c>meta-data/instance-type</c>: they replace or add an entry
    /// in every version; <see cref="LiteralValue.Removed"/> takes one away.
    /// </summary>
    public ImmutableSortedDictionary<string, LiteralValue> Overrides { get; init; } =
        ImmutableSortedDictionary<string, LiteralValue>.Empty.WithComparers(StringComparer.Ordinal);

    /// <summary>The interface that <c>local-ipv4</c>, <c>mac</c> and the like speak of; null without network.</summary>
    public NetworkInterface? PrimaryInterface => NetworkInterfaces.IsDefaultOrEmpty ? null : NetworkInterfaces[0];

    internal static ImmutableSortedDictionary<string, string> NoTags { get; } =
        ImmutableSortedDictionary<string, string>.Empty.WithComparers(StringComparer.Ordinal);
}
