using System.Net;
using FakeImds.Ec2;
using FakeImds.Hops;
using FakeImds.Journal;

namespace FakeImds;

/// <summary>The instance that an <see cref="ImdsEmulator"/> stands for, and how the emulator behaves. Read once, when the emulator is made.</summary>
public sealed class ImdsEmulatorOptions
{
    /// <summary>The account: id, seed, clock.</summary>
    public Ec2AccountOptions Account { get; set; } = new();

    /// <summary>The instance's Region.</summary>
    public string Region { get; set; } = "us-east-1";

    /// <summary>The account's defaults of the Region; null for none.</summary>
    public AccountMetadataDefaults? AccountMetadataDefaults { get; set; }

    /// <summary>The AMI's <c>ImdsSupport</c>; null for an AMI without it.</summary>
    public ImdsSupport? ImdsSupport { get; set; }

    /// <summary>The options of a launch template; null for a launch without one.</summary>
    public MetadataOptions? LaunchTemplateMetadataOptions { get; set; }

    /// <summary>The options of the launch request; null for a silent one.</summary>
    public MetadataOptions? MetadataOptions { get; set; }

    /// <summary>Changes what the instance has: takes the defaults, returns what shall be; null for the defaults.</summary>
    public Func<InstanceDescription, InstanceDescription>? Instance { get; set; }

    /// <summary>
    /// Launches the emulator's instance in the new account, for example after registering images, templates and policies there.
    /// It gets the account and a request with nothing but the test role and key pair of a launch without this. The settings above,
    /// save <see cref="Account"/> and <see cref="Region"/>, don't count then. Null for a launch by those settings. It may return null, for an
    /// emulator without an instance of its own: then <see cref="ImdsEmulator.Instance"/> throws, and clients that belong to no other are refused.
    /// </summary>
    public Func<Ec2Account, RunInstancesRequest, Ec2Instance?>? Launch { get; set; }

    /// <summary>True keeps connections open between requests; false, the default, closes each, as EC2 does.</summary>
    public bool KeepAlive { get; set; }

    /// <summary>How long an answer that is withheld by a declared distance may hold its connection, at most. More than zero; by default a minute.</summary>
    public TimeSpan WithheldResponseTime { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Declared distances by client address; the first that matches counts. Clients without one are measured.</summary>
    public IList<ClientHops> ClientHops { get; } = [];

    /// <summary>
    /// How many requests <see cref="ImdsEmulator.Journal"/> keeps, 0 to 1,000,000: the newest. 0, the default, is no journal. Each takes about 200 bytes,
    /// from the start.
    /// </summary>
    public int JournalCapacity { get; set; }

    /// <summary>
    /// True looks for the process of each connection, on Linux: <see cref="ServedRequest.Process"/>. It delays the connection's first answer by
    /// milliseconds, and finds processes that this one may look at.
    /// </summary>
    public bool FindsProcesses { get; set; }

    /// <summary>Whose journal and tokens it goes on with; null for its own.</summary>
    internal ImdsEmulator? Predecessor { get; set; }

    /// <summary>
    /// How many links more than is measured a client of an address is away, 0 for none: for clients behind a bridge of this machine, which is
    /// not a link for the measurement and is one on EC2. Such a distance counts as a declared one. Asked for each connection whose distance is not
    /// declared, on the connection's thread: return at once. What it throws counts as 0 and goes to <see cref="OnError"/>. Null for nobody.
    /// </summary>
    public Func<IPAddress, int>? AdditionalHops { get; set; }

    /// <summary>What clients get that belong to no instance, where others do; by default the emulator's instance.</summary>
    public UnknownClients UnknownClients { get; set; }

    /// <summary>
    /// Called for each request of a client that belongs to no instance while others do, and for each connection of such a client that is
    /// refused; on the request's thread: return at once. What it throws changes no answer and goes to <see cref="OnError"/>. Null for nobody.
    /// </summary>
    public Action<UnknownClient>? OnUnknownClient { get; set; }

    /// <summary>
    /// Called after each request, on the request's thread: return at once. What it throws changes no answer and goes to
    /// <see cref="OnError"/>. Null for nobody.
    /// </summary>
    public Action<ServedRequest>? OnRequest { get; set; }

    /// <summary>
    /// Told of what no answer tells: what <see cref="OnRequest"/>, another callback here or one of the EC2 API threw, and what failed inside the API.
    /// What it throws itself is lost. Null: <see cref="System.Diagnostics.Trace.TraceError(string)"/> gets it.
    /// </summary>
    public Action<Exception>? OnError { get; set; }
}
