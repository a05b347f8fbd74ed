using System.Collections.Immutable;
using System.Net;
using FakeImds.Cli.Import;
using FakeImds.Ec2;
using FakeImds.Hops;

namespace FakeImds.Cli.Run;

/// <summary>All that <c>fakeimds run</c> is told, from the config file, the environment and the command line together.</summary>
internal sealed record RunSettings
{
    /// <summary>Where to listen; null for the link-local addresses.</summary>
    public ImmutableArray<IPEndPoint>? Listen { get; init; }

    /// <summary>What the files say of the account.</summary>
    public AccountPlan Plan { get; init; } = AccountPlan.Empty;

    /// <summary>What templates are given.</summary>
    public StackParameters Parameters { get; init; } = new();

    /// <summary>The name of the launch to serve; null for the first of the files.</summary>
    public string? Instance { get; init; }

    /// <summary>Options of the served launch's request, over those that the files give it.</summary>
    public MetadataOptions Launch { get; init; } = new();

    /// <summary>Account defaults over those of the files.</summary>
    public AccountMetadataDefaults AccountDefaults { get; init; } = new();

    /// <summary>The <c>ImdsSupport</c> of all images; null for what the files say.</summary>
    public ImdsSupport? ImdsSupport { get; init; }

    public ImmutableArray<ClientHops> ClientHops { get; init; } = [];

    public bool AssignAddresses { get; init; }

    public bool KeepAlive { get; init; }

    /// <summary>The Region; null for the library's default.</summary>
    public string? Region { get; init; }

    public int? Seed { get; init; }

    public string? AccountId { get; init; }

    /// <summary>Where the EC2 API listens; null for no API.</summary>
    public IPEndPoint? Ec2Api { get; init; }

    /// <summary>The ARN of whoever calls the EC2 API, and of whoever launches; null for the library's default.</summary>
    public string? CallerArn { get; init; }

    public bool HideManagedBy { get; init; }

    public bool LenientImageIds { get; init; }

    public bool StrictHttpEndpoint { get; init; }

    public bool AccountDefaultsFillIamKeys { get; init; } = true;

    public TimeSpan? WithheldResponseTime { get; init; }
}
