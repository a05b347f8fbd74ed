using System.Collections.Immutable;
using System.Net;
using FakeImds.Ec2;
using FakeImds.Hops;

namespace FakeImds.Cli.Run;

/// <summary>All that <c>fakeimds run</c> is told, from the config file, the environment and the command line together.</summary>
internal sealed record RunSettings
{
    /// <summary>Where to listen; null for the link-local addresses.</summary>
    public ImmutableArray<IPEndPoint>? Listen { get; init; }

    /// <summary>The options of the launch request.</summary>
    public MetadataOptions Launch { get; init; } = new();

    /// <summary>The options of the launch template; null without one.</summary>
    public MetadataOptions? Template { get; init; }

    public AccountMetadataDefaults AccountDefaults { get; init; } = new();

    public ImdsSupport? ImdsSupport { get; init; }

    public ImmutableArray<ClientHops> ClientHops { get; init; } = [];

    public bool AssignAddresses { get; init; }

    public bool KeepAlive { get; init; }

    /// <summary>The Region; null for the library's default.</summary>
    public string? Region { get; init; }

    public int? Seed { get; init; }

    public string? AccountId { get; init; }

    public TimeSpan? WithheldResponseTime { get; init; }

    /// <summary>What the config file says the instance has.</summary>
    public Func<InstanceDescription, InstanceDescription>? Describe { get; init; }
}
