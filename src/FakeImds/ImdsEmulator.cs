using System.Collections.Immutable;
using System.Net;
using FakeImds.Ec2;
using FakeImds.Hosting;
using FakeImds.Identity;
using FakeImds.Journal;
using FakeImds.Service;

namespace FakeImds;

/// <summary>
/// The EC2 Instance Metadata Service for tests: one simulated account with an instance in it, and listeners before the instance's
/// metadata service. Made, it answers in-process clients at once; sockets are opened only when asked for.
/// Any number can live in one process. Disposing it closes everything.
/// </summary>
public sealed partial class ImdsEmulator : IAsyncDisposable, IDisposable
{
    private const int MaxJournalCapacity = 1_000_000;

    private readonly MetadataServices _services;
    private readonly ImdsJournal? _journal;
    private readonly bool _findsProcesses;
    private readonly Ec2Instance? _instance;
    private readonly ImmutableArray<Hops.ClientHops> _clientHops;
    private readonly Func<IPAddress, int>? _additionalHops;
    private readonly Lazy<InProcessServer> _inProcess;
    private readonly CancellationTokenSource _stopping = new();

    /// <summary>Makes an emulator and launches its instance.</summary>
    /// <param name="options">The instance and the behaviour; null for a plain t3.micro in us-east-1.</param>
    /// <exception cref="ArgumentException">A setting is not allowed; the message says which and what is.</exception>
    /// <exception cref="Ec2Exception">EC2 refuses the launch, for example because the account enforces tokens.</exception>
    public ImdsEmulator(ImdsEmulatorOptions? options = null)
    {
        options ??= new ImdsEmulatorOptions();
        if (options.WithheldResponseTime <= TimeSpan.Zero)
        {
            throw new ArgumentException($"WithheldResponseTime {options.WithheldResponseTime} is not allowed. It must be more than zero.", nameof(options));
        }

        if (options.JournalCapacity is < 0 or > MaxJournalCapacity)
        {
            throw new ArgumentException($"JournalCapacity {options.JournalCapacity} is not allowed. It must be 0 to {MaxJournalCapacity}.", nameof(options));
        }

        Account = new Ec2Account(options.Account);
        _instance = InitialInstance.Launch(Account, options);
        _clientHops = [.. options.ClientHops];
        _findsProcesses = options.FindsProcesses;
        _journal = options.Predecessor?._journal ?? (options.JournalCapacity > 0 ? new ImdsJournal(options.JournalCapacity) : null);
        Failures = new FailureReport(options.OnError);
        Faults = FaultsOf(Account.TimeProvider);
        _additionalHops = AdditionalHops(options.AdditionalHops);
        _services = new MetadataServices(Account, IdentityAuthority, new MetadataServiceOptions
        {
            TimeProvider = Account.TimeProvider,
            KeepAlive = options.KeepAlive,
            WithheldResponseTime = options.WithheldResponseTime,
            Stopping = _stopping.Token,
            Faults = Faults,
            Journal = _journal,
            OnRequest = options.OnRequest,
            Failures = Failures,
        }, options.Predecessor?._services.TokenSecret);
        Clients = new ClientDirectory(
            _services, options.UnknownClients is UnknownClients.DefaultInstance ? _instance : null, Account.TimeProvider, options.OnUnknownClient, Failures);
        _inProcess = new Lazy<InProcessServer>(static () => new InProcessServer());
    }

    /// <summary>The simulated account. Instances launched in it have metadata services of their own.</summary>
    public Ec2Account Account { get; }

    /// <summary>The instance that the emulator was made with.</summary>
    /// <exception cref="InvalidOperationException">It was made without one; see <see cref="HasInstance"/>.</exception>
    public Ec2Instance Instance => _instance
        ?? throw new InvalidOperationException("This emulator was made without an instance: its Launch returned null. Name the instance that is meant.");

    /// <summary>Whether the emulator was made with an instance.</summary>
    public bool HasInstance => _instance is not null;

    /// <summary>The certificates and keys that sign the identity documents: the same in every emulator and Region.</summary>
    public InstanceIdentityAuthority IdentityAuthority { get; } = new();

    /// <summary>The requests that were answered.</summary>
    /// <exception cref="InvalidOperationException"><see cref="ImdsEmulatorOptions.JournalCapacity"/> is 0: nothing is kept.</exception>
    public ImdsJournal Journal =>
        _journal ?? throw new InvalidOperationException("This emulator keeps no journal. Make it with ImdsEmulatorOptions.JournalCapacity, such as 1000.");

    /// <summary>A client on the instance, or some links away from it.</summary>
    /// <param name="hops">How many links the client is away, 1 to 64: 1 is the instance, 2 a container behind a bridge.</param>
    /// <param name="instance">The instance; null for <see cref="Instance"/>.</param>
    /// <returns>A client whose base address is <c>http://169.254.169.254/</c>. Dispose it when done.</returns>
    /// <exception cref="ArgumentException">The instance is not of <see cref="Account"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="hops"/> is not 1 to 64.</exception>
    /// <exception cref="ObjectDisposedException">The emulator is disposed.</exception>
    public HttpClient CreateClient(int hops = 1, Ec2Instance? instance = null) =>
        new(Handler(null, hops, instance)) { BaseAddress = ImdsUris.Ipv4 };

    /// <summary>
    /// A handler that answers requests for <c>169.254.169.254</c> and <c>[fd00:ec2::254]</c> and lets all others pass.
    /// </summary>
    /// <param name="others">Where all other requests go; null for the network. It is disposed with the handler.</param>
    /// <param name="hops">How many links the client is away, 1 to 64.</param>
    /// <param name="instance">The instance; null for <see cref="Instance"/>.</param>
    /// <returns>The handler.</returns>
    /// <exception cref="ArgumentException">The instance is not of <see cref="Account"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="hops"/> is not 1 to 64.</exception>
    /// <exception cref="ObjectDisposedException">The emulator is disposed.</exception>
    public HttpMessageHandler CreateHandler(HttpMessageHandler? others = null, int hops = 1, Ec2Instance? instance = null) =>
        Handler(others ?? new SocketsHttpHandler(), hops, instance);

    /// <summary>Opens a free port on 127.0.0.1.</summary>
    /// <param name="instance">The instance; null for <see cref="Instance"/>.</param>
    /// <param name="cancellationToken">Gives up the start.</param>
    /// <returns>The address, such as <c>http://127.0.0.1:49152/</c>.</returns>
    /// <exception cref="ArgumentException">The instance is not of <see cref="Account"/>.</exception>
    /// <exception cref="ListenException">No port could be opened.</exception>
    /// <exception cref="ObjectDisposedException">The emulator is disposed.</exception>
    public async Task<Uri> ListenOnLoopbackAsync(Ec2Instance? instance = null, CancellationToken cancellationToken = default)
    {
        var endpoint = await ListenAsync(new IPEndPoint(IPAddress.Loopback, 0), instance, cancellationToken).ConfigureAwait(false);
        return new UriBuilder(Uri.UriSchemeHttp, endpoint.Address.ToString(), endpoint.Port).Uri;
    }

    /// <summary>
    /// Opens an address. <c>[fd00:ec2::254]</c> is special: its listener opens and closes with <c>HttpProtocolIpv6</c>, also at run time.
    /// Where the listener can't be opened when the option is switched on, <see cref="Ec2Instance.ModifyMetadataOptions"/> throws the
    /// <see cref="ListenException"/>; the options are as before then.
    /// </summary>
    /// <param name="endpoint">Address and port; port 0 is a free one.</param>
    /// <param name="instance">The instance; null for <see cref="Instance"/>.</param>
    /// <param name="cancellationToken">Gives up the start.</param>
    /// <returns>The address with the port that was taken.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="endpoint"/> is null.</exception>
    /// <exception cref="ArgumentException">The instance is not of <see cref="Account"/>.</exception>
    /// <exception cref="ListenException">The address can't be listened on; the message says how to mend it.</exception>
    /// <exception cref="InvalidOperationException">This emulator listens there already.</exception>
    /// <exception cref="ObjectDisposedException">The emulator is disposed.</exception>
    public Task<IPEndPoint> ListenAsync(IPEndPoint endpoint, Ec2Instance? instance = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        var host = Host(endpoint, instance);
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled<IPEndPoint>(cancellationToken);
        }

        try
        {
            return Task.FromResult(Listeners.Open(host));
        }
        catch (Exception e)
        {
            return Task.FromException<IPEndPoint>(e);
        }
    }

    /// <summary>
    /// Chooses what clients of an address see at the addresses that were opened without naming an instance: another instance than
    /// <see cref="Instance"/>. As <see cref="RouteClients"/> with the network of that address alone (docs/fidelity.md#metadata-source-address).
    /// </summary>
    /// <param name="source">The clients' address; an IPv4 address in IPv6 form counts as the IPv4 one.</param>
    /// <param name="instance">The instance; null for <see cref="Instance"/> again.</param>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> is null.</exception>
    /// <exception cref="ArgumentException">The instance is not of <see cref="Account"/>.</exception>
    /// <exception cref="ListenException">As <see cref="RouteClients"/>.</exception>
    public void RouteSource(IPAddress source, Ec2Instance? instance)
    {
        ArgumentNullException.ThrowIfNull(source);
        RouteClients(NetworkTable<Ec2Instance>.Single(source), instance);
    }

    /// <summary>
    /// Chooses what clients of a network see at the addresses that were opened without naming an instance. Of the networks that hold a
    /// client the one with the longest prefix counts; new connections follow a change; a terminated instance's networks no longer
    /// count. Clients of no network get what <see cref="ImdsEmulatorOptions.UnknownClients"/> says (docs/fidelity.md#clients).
    /// </summary>
    /// <param name="network">The clients' network; an IPv4 network in IPv6 form counts as the IPv4 one.</param>
    /// <param name="instance">The instance; null takes the network's instance away.</param>
    /// <exception cref="ArgumentException">The instance is not of <see cref="Account"/>.</exception>
    /// <exception cref="ListenException">
    /// The emulator listens on <c>[fd00:ec2::254]</c>, this is the first instance there with <c>HttpProtocolIpv6</c>, and the address can't be
    /// opened. The network's instance is as before then.
    /// </exception>
    public void RouteClients(IPNetwork network, Ec2Instance? instance)
    {
        _ = instance is null ? null : _services.Of(instance);
        Clients.Route(network, instance);
    }

    /// <summary>
    /// Chooses what requests with a header see at the addresses that were opened without naming an instance, for proxies that
    /// tell by a header such as <c>X-Container-Name</c> whose request it is. It goes before the client's network. From the first such header on
    /// any client can choose its instance so (docs/fidelity.md#client-headers).
    /// </summary>
    /// <param name="header">The header's name.</param>
    /// <param name="value">What it says, whole and in this case.</param>
    /// <param name="instance">The instance; null takes it away.</param>
    /// <exception cref="ArgumentException">A text is null or white space, or the instance is not of <see cref="Account"/>.</exception>
    /// <exception cref="ListenException">As <see cref="RouteClients"/>.</exception>
    public void RouteHeader(string header, string value, Ec2Instance? instance)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(header);
        ArgumentException.ThrowIfNullOrWhiteSpace(value);
        _ = instance is null ? null : _services.Of(instance);
        Clients.Route(header, value, instance);
    }

    /// <summary>Closes an address that <see cref="ListenAsync"/> opened. One that is not open is passed over.</summary>
    /// <param name="endpoint">The address with its port.</param>
    /// <returns>A task that ends when the address is closed.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="endpoint"/> is null.</exception>
    public Task StopListeningAsync(IPEndPoint endpoint)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        return Listeners.CloseAsync(endpoint);
    }

    /// <summary>Opens the link-local addresses, which must be assigned to this machine. The IPv6 one follows <c>HttpProtocolIpv6</c>.</summary>
    /// <param name="instance">The instance; null for <see cref="Instance"/>.</param>
    /// <param name="cancellationToken">Gives up the start.</param>
    /// <returns>A task that ends when the addresses are open.</returns>
    /// <exception cref="ArgumentException">The instance is not of <see cref="Account"/>.</exception>
    /// <exception cref="ListenException">An address can't be listened on; nothing stays open then.</exception>
    /// <exception cref="ObjectDisposedException">The emulator is disposed.</exception>
    public async Task ListenOnLinkLocalAsync(Ec2Instance? instance = null, CancellationToken cancellationToken = default)
    {
        var ipv4 = new IPEndPoint(ImdsAddresses.Ipv4, ImdsAddresses.Port);
        await ListenAsync(ipv4, instance, cancellationToken).ConfigureAwait(false);
        try
        {
            await ListenAsync(new IPEndPoint(ImdsAddresses.Ipv6, ImdsAddresses.Port), instance, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            await Listeners.CloseAsync(ipv4).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>The environment variables that make an AWS SDK or the AWS CLI use an address of this emulator.</summary>
    /// <param name="address">What <see cref="ListenOnLoopbackAsync"/> returned.</param>
    /// <returns>Names and values.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="address"/> is null.</exception>
    public static IReadOnlyDictionary<string, string> EnvironmentVariables(Uri address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return SdkVariables.For(address);
    }

    /// <summary>Closes all listeners and ends all requests.</summary>
    /// <returns>A task that ends when everything is closed.</returns>
    public async ValueTask DisposeAsync()
    {
        Account.Events.Close();
        Faults.Close();
        await _stopping.CancelAsync().ConfigureAwait(false);
        await Listeners.DisposeAsync().ConfigureAwait(false);
        if (_inProcess.IsValueCreated)
        {
            _inProcess.Value.Dispose();
        }
    }

    /// <summary>Closes all listeners and ends all requests.</summary>
    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    /// <summary>Where failures are told that no answer tells.</summary>
    internal FailureReport Failures { get; }

    /// <summary>Whose instance the clients of shared addresses see.</summary>
    internal ClientDirectory Clients { get; }

    /// <summary>What is open.</summary>
    internal ListenerSet Listeners { get; } = new(MetadataKestrel.Shared);

    /// <summary>What clients of an address get; without an instance, each its own.</summary>
    internal MetadataHost Host(IPEndPoint endpoint, Ec2Instance? instance) =>
        new(endpoint, instance is null ? null : _services.Of(instance), _clientHops, _additionalHops, _findsProcesses, Clients);

    private Func<IPAddress, int>? AdditionalHops(Func<IPAddress, int>? callback) => callback is null ? null : client =>
    {
        try
        {
            return Math.Max(callback(client), 0);
        }
        catch (Exception e)
        {
            Failures.Tell(e);
            return 0;
        }
    };

    private ImdsHandler Handler(HttpMessageHandler? others, int hops, Ec2Instance? instance)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(hops, MetadataOptions.MinHopLimit);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(hops, MetadataOptions.MaxHopLimit);
        ObjectDisposedException.ThrowIf(Listeners.IsClosed, this);
        instance ??= Instance;
        return new ImdsHandler(_services.Of(instance), _inProcess.Value.CreateHandler(_services.Of(instance), hops), others);
    }
}
