using FakeImds.Ec2;

namespace FakeImds.Ec2Api;

/// <summary>How an <see cref="Ec2ApiServer"/> behaves. Read once, when the server is made.</summary>
public sealed class Ec2ApiOptions
{
    /// <summary>The Region of requests that name none, neither in their signature nor in the host name.</summary>
    public string DefaultRegion { get; set; } = "us-east-1";

    /// <summary>The ARN of all callers without an entry in <see cref="Callers"/>; null for the user <c>fakeimds</c> of the account.</summary>
    public string? CallerArn { get; set; }

    /// <summary>The ARNs of callers by access key. Signatures are not verified.</summary>
    public IDictionary<string, string> Callers { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>
    /// Whether GetInstanceMetadataDefaults tells <c>managedBy</c>. True is what EC2 does now; false prints the tables of the older
    /// user guide (docs/fidelity.md#managed-by).
    /// </summary>
    public bool ShowManagedBy { get; set; } = true;

    /// <summary>
    /// Whether a server on the wire has a loopback port for the metadata service of each instance, and tells it as the tag
    /// <c>fakeimds:metadata-endpoint</c>, whoever launched it, until the instance is terminated or the server disposed. A launch for which
    /// there is no port, also one by the library, fails with <c>InsufficientInstanceCapacity</c>. Default true.
    /// </summary>
    public bool ShowMetadataEndpoint { get; set; } = true;

    /// <summary>True allows <see cref="Ec2ApiServer.StartAsync"/> to listen where other machines reach it: anyone can use the API then.</summary>
    public bool AllowRemoteClients { get; set; }

    /// <summary>
    /// Decides whether a valid call may be carried out: false answers <c>UnauthorizedOperation</c>. Where it throws, nothing is carried
    /// out: the call answers <c>InternalError</c>, and <see cref="ImdsEmulatorOptions.OnError"/> is told. Null allows all.
    /// </summary>
    public Func<Ec2ApiCall, bool>? IsAllowed { get; set; }

    /// <summary>
    /// Is told of calls that the account's policies neither allow nor deny, because they turn on condition keys that nobody tells
    /// (<see cref="IamPolicies.Context"/> does). Such a call is carried out (docs/fidelity.md#iam-open). Null tells nobody.
    /// </summary>
    public Action<Ec2ApiCall, IamDecision>? OnUndecided { get; set; }
}
