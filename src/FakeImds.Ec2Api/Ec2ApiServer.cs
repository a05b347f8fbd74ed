using System.Net;
using FakeImds.Ec2;
using FakeImds.Ec2Api.Hosting;
using FakeImds.Ec2Api.Protocol;
using FakeImds.Hosting;

namespace FakeImds.Ec2Api;

/// <summary>
/// The EC2 API over an emulator's account: the AWS CLI and the SDKs launch instances and set metadata options, and the metadata
/// services follow at once. Made, it answers in-process clients; <see cref="StartAsync"/> opens a port. One server serves all Regions.
/// </summary>
public sealed class Ec2ApiServer : IAsyncDisposable
{
    private static readonly Uri s_inProcess = new("http://ec2.fakeimds.internal/");

    private readonly ApiApplication _inProcessApplication;
    private readonly ApiApplication _wireApplication;
    private readonly MetadataPorts? _ports;
    private readonly bool _allowRemoteClients;
    private readonly Lazy<InProcessApi> _inProcess;
    private readonly ApiListeners _listeners = new();
    private bool _isDisposed;

    /// <summary>Makes the API of an emulator's account.</summary>
    /// <param name="emulator">The emulator. It is not disposed with the server; dispose it after.</param>
    /// <param name="options">The behaviour; null for the defaults.</param>
    /// <exception cref="ArgumentNullException"><paramref name="emulator"/> is null.</exception>
    /// <exception cref="ArgumentException">A setting is not allowed; the message says which and what is.</exception>
    public Ec2ApiServer(ImdsEmulator emulator, Ec2ApiOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(emulator);
        options ??= new Ec2ApiOptions();
        if (!RegionNames.IsWellFormed(options.DefaultRegion))
        {
            throw new ArgumentException($"DefaultRegion '{options.DefaultRegion}' is not a Region name. A Region name looks like us-east-1.", nameof(options));
        }

        Account = emulator.Account;
        _allowRemoteClients = options.AllowRemoteClients;
        var ports = new MetadataPorts(emulator);
        var settings = new CallSettings
        {
            DefaultRegion = options.DefaultRegion,
            DefaultCaller = IamCaller.Of(options.CallerArn ?? $"arn:{RegionNames.Partition(options.DefaultRegion)}:iam::{Account.AccountId}:user/fakeimds"),
            Callers = options.Callers.ToDictionary(static c => c.Key, static c => IamCaller.Of(c.Value), StringComparer.Ordinal),
            ShowManagedBy = options.ShowManagedBy,
            IsAllowed = options.IsAllowed,
            Failures = emulator.Failures,
            OnUndecided = options.OnUndecided,
            MetadataEndpoint = static _ => null,
            RouteSource = emulator.RouteSource,
            SourceAddresses = emulator.Clients.Routes.Of,
        };
        _inProcessApplication = new ApiApplication(new ApiPipeline(Account, settings, ports.ClosedAsync));
        _ports = options.ShowMetadataEndpoint ? ports : null;
        _wireApplication = options.ShowMetadataEndpoint
            ? new ApiApplication(new ApiPipeline(Account, settings with { MetadataEndpoint = ports.Find }, ports.ClosedAsync))
            : _inProcessApplication;
        _inProcess = new Lazy<InProcessApi>(() => new InProcessApi(_inProcessApplication));
    }

    /// <summary>The account that the API changes.</summary>
    public Ec2Account Account { get; }

    /// <summary>The actions that the API has; all others answer <c>InvalidAction</c>.</summary>
    public static IReadOnlyCollection<string> Actions => ActionTable.Names;

    /// <summary>A client whose requests go to the API without a socket.</summary>
    /// <returns>The client. Dispose it when done.</returns>
    /// <exception cref="ObjectDisposedException">The server is disposed.</exception>
    public HttpClient CreateClient() => new(CreateHandler()) { BaseAddress = s_inProcess };

    /// <summary>A handler that brings every request to the API without a socket, for example as the handler of an SDK's HTTP client.</summary>
    /// <returns>The handler.</returns>
    /// <exception cref="ObjectDisposedException">The server is disposed.</exception>
    public HttpMessageHandler CreateHandler()
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        return _inProcess.Value.CreateHandler();
    }

    /// <summary>Opens a port for the AWS CLI and SDKs of this machine: <c>--endpoint-url http://127.0.0.1:PORT</c>.</summary>
    /// <param name="endpoint">Address and port; null for a free port on 127.0.0.1.</param>
    /// <param name="cancellationToken">Gives up the start.</param>
    /// <returns>The address with the port that was taken.</returns>
    /// <exception cref="ArgumentException">Not a loopback address, and <see cref="Ec2ApiOptions.AllowRemoteClients"/> is not set.</exception>
    /// <exception cref="IOException">The address can't be listened on, or there are not enough ports for the instances (<see cref="Ec2ApiOptions.ShowMetadataEndpoint"/>); nothing is open then.</exception>
    /// <exception cref="ObjectDisposedException">The server is disposed.</exception>
    public Task<IPEndPoint> StartAsync(IPEndPoint? endpoint = null, CancellationToken cancellationToken = default) =>
        ApiListeners.StartAsync(Start, endpoint, cancellationToken);

    /// <summary>Closes the API and the ports that it opened for instances. The instances stay.</summary>
    /// <returns>A task that ends when all ports are closed.</returns>
    public async ValueTask DisposeAsync()
    {
        _isDisposed = true;
        await _listeners.DisposeAsync().ConfigureAwait(false);

        if (_ports is not null)
        {
            await _ports.DisposeAsync().ConfigureAwait(false);
        }

        if (_inProcess.IsValueCreated)
        {
            _inProcess.Value.Dispose();
        }
    }

    /// <summary>Whether the instances' metadata services have ports.</summary>
    internal bool HasMetadataPorts => _ports?.IsOn is true;

    /// <summary>Takes over the ports of another API.</summary>
    internal void TakePorts(Ec2ApiServer predecessor) => _listeners.TakeFrom(predecessor._listeners, _wireApplication);

    /// <summary>What answers the API's requests on another server's port.</summary>
    internal IRequestHandler WireHandler => _wireApplication;

    /// <summary>Opens the ports of the instances' metadata services, as for a port of the API's own.</summary>
    /// <exception cref="ListenException">There are not so many ports. None is open.</exception>
    internal void OpenMetadataPorts() => _ports?.Start();

    private IPEndPoint Start(IPEndPoint endpoint)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        if (!_allowRemoteClients && !IPAddress.IsLoopback(endpoint.Address))
        {
            throw new ArgumentException($"{endpoint} can be reached from other machines, and the API asks nobody for credentials. Use a loopback address, or set AllowRemoteClients.", nameof(endpoint));
        }

        return _listeners.Open(endpoint, _wireApplication, OpenMetadataPorts);
    }
}
