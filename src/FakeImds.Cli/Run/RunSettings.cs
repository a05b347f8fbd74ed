using System.Collections.Immutable;
using System.Net;
using FakeImds.Ec2;
using FakeImds.Hops;
using FakeImds.Iac.Plan;

namespace FakeImds.Cli.Run;

/// <summary>All that <c>fakeimds run</c> is told, from the config file, the environment and the command line together.</summary>
internal sealed record RunSettings : AccountSettings
{
    public RunSettings()
    {
    }

    public RunSettings(AccountSettings account)
        : base(account)
    {
    }

    /// <summary>Where to listen; null for the link-local addresses.</summary>
    public ImmutableArray<IPEndPoint>? Listen { get; init; }

    public ImmutableArray<ClientHops> ClientHops { get; init; } = [];

    /// <summary>How many hops more clients behind a bridge of this machine count.</summary>
    public int ContainerHops { get; init; }

    public bool AssignAddresses { get; init; }

    public bool KeepAlive { get; init; }

    /// <summary>Where the EC2 API listens; null for no API.</summary>
    public IPEndPoint? Ec2Api { get; init; }

    /// <summary>Where control listens; null for no control.</summary>
    public IPEndPoint? Control { get; init; }

    /// <summary>Whether control may listen where other machines reach it.</summary>
    public bool AllowRemoteControl { get; init; }

    public bool HideManagedBy { get; init; }

    /// <summary>Which requests are printed.</summary>
    public RequestLogLevel Log { get; init; } = RequestLogLevel.Requests;

    public RequestLogFormat LogFormat { get; init; }

    public TimeSpan? WithheldResponseTime { get; init; }
}
