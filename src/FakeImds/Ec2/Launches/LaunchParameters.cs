using System.Collections.Immutable;

namespace FakeImds.Ec2;

/// <summary>
/// What a launch says, in a request or in a launch template. Null members are "not set": the template, the account and EC2's
/// defaults fill them. How a request and a template become one: docs/fidelity.md#launch-merge.
/// </summary>
public abstract record LaunchParameters
{
    private protected LaunchParameters()
    {
    }

    /// <summary>The image; a launch needs one, from the request or from the template.</summary>
    public string? ImageId { get; init; }

    /// <summary>The instance type.</summary>
    public string? InstanceType { get; init; }

    /// <summary>The metadata options. Each is decided on its own: a request's options override a template's one by one.</summary>
    public MetadataOptions? MetadataOptions { get; init; }

    /// <summary>The key pair.</summary>
    public KeyPair? KeyPair { get; init; }

    /// <summary>The instance profile.</summary>
    public InstanceProfile? InstanceProfile { get; init; }

    /// <summary>The user data, raw, at most 16,384 bytes.</summary>
    public ImmutableArray<byte>? UserData { get; init; }

    /// <summary>The instances' tags.</summary>
    public ImmutableSortedDictionary<string, string>? Tags { get; init; }

    /// <summary>Where the instances are placed.</summary>
    public LaunchPlacement? Placement { get; init; }

    /// <summary>How the instances are bought: <c>spot</c>, or <c>capacity-block</c>; null for on demand.</summary>
    public string? MarketType { get; init; }

    /// <summary>Whether detailed monitoring is on.</summary>
    public bool? Monitoring { get; init; }

    /// <summary>Whether the instances can hibernate. Metadata has no entry when nobody said.</summary>
    public bool? HibernationConfigured { get; init; }

    /// <summary>The form of the private host name: <c>ip-name</c> or <c>resource-name</c>; null for <c>ip-name</c>.</summary>
    public string? HostnameType { get; init; }

    /// <summary>Ids of the security groups of the primary interface. Not together with <see cref="NetworkInterfaces"/>.</summary>
    public ImmutableArray<string>? SecurityGroupIds { get; init; }

    /// <summary>Names of those security groups.</summary>
    public ImmutableArray<string>? SecurityGroups { get; init; }

    /// <summary>The network interfaces, in any order; null for one in the default subnet.</summary>
    public ImmutableArray<LaunchNetworkInterface>? NetworkInterfaces { get; init; }

    /// <summary>Devices in addition to those of the image, or in place of them.</summary>
    public ImmutableArray<LaunchBlockDevice>? BlockDeviceMappings { get; init; }

    /// <summary>The kernel of a paravirtual image.</summary>
    public string? KernelId { get; init; }

    /// <summary>The RAM disk of a paravirtual image.</summary>
    public string? RamdiskId { get; init; }

    /// <summary>
    /// Whatever else the launch says, which no metadata shows: the names of the Query API and their values, such as
    /// <c>CpuOptions.CoreCount</c>. A launch template gives them back.
    /// </summary>
    public ImmutableSortedDictionary<string, string> OtherParameters { get; init; } = InstanceDescription.NoTags;
}
