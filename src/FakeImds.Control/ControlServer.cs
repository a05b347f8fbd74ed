using System.Net;
using FakeImds.Control.Hosting;
using FakeImds.Ec2Api;
using FakeImds.Ec2Api.Hosting;
using FakeImds.Hosting;

namespace FakeImds.Control;

/// <summary>
/// Control of an emulator from outside its process: EC2's API, and below <c>/fakeimds/</c> JSON for what AWS has no API for (docs/control.md).
/// Pages of web sites are refused.
/// </summary>
public sealed class ControlServer : IAsyncDisposable
{
    private readonly ControlApplication _application;
    private readonly ControlTargets _targets;
    private readonly bool _allowRemoteClients;
    private readonly CancellationTokenSource _stopping = new();
    private readonly ApiListeners _listeners = new();
    private bool _isDisposed;

    /// <summary>Makes the control of an emulator.</summary>
    /// <param name="emulator">The emulator. Dispose it after the server.</param>
    /// <param name="api">The EC2 API of the same emulator. Dispose it after the server.</param>
    /// <param name="options">The behaviour; null for the defaults.</param>
    /// <exception cref="ArgumentNullException"><paramref name="emulator"/> or <paramref name="api"/> is null.</exception>
    /// <exception cref="ArgumentException">The API is of another emulator.</exception>
    public ControlServer(ImdsEmulator emulator, Ec2ApiServer api, ControlOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(emulator);
        ArgumentNullException.ThrowIfNull(api);
        if (api.Account != emulator.Account)
        {
            throw new ArgumentException("The EC2 API is of another emulator. Give both of the same.", nameof(api));
        }

        _targets = new ControlTargets(new ControlTarget(emulator, api));
        _allowRemoteClients = options?.AllowRemoteClients ?? false;
        _application = new ControlApplication(_targets, options?.Configure, _allowRemoteClients, _stopping.Token);
    }

    /// <summary>Opens a port.</summary>
    /// <param name="endpoint">Address and port; null for a free port on 127.0.0.1.</param>
    /// <param name="cancellationToken">Gives up the start.</param>
    /// <returns>The address with the port that was taken.</returns>
    /// <exception cref="ArgumentException">An address of the metadata service; or one that other machines reach, and <see cref="ControlOptions.AllowRemoteClients"/> is not set.</exception>
    /// <exception cref="IOException">The address can't be listened on, or there are not enough ports for the instances (<see cref="Ec2ApiOptions.ShowMetadataEndpoint"/>); nothing is open then.</exception>
    /// <exception cref="ObjectDisposedException">The server is disposed.</exception>
    public Task<IPEndPoint> StartAsync(IPEndPoint? endpoint = null, CancellationToken cancellationToken = default) =>
        ApiListeners.StartAsync(Start, endpoint, cancellationToken);

    /// <summary>Closes the ports. The account stays as it is.</summary>
    /// <returns>A task that ends when all ports are closed.</returns>
    public async ValueTask DisposeAsync()
    {
        _isDisposed = true;
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _listeners.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>Controls another emulator from now on.</summary>
    internal void Retarget(ImdsEmulator emulator, Ec2ApiServer api) => _targets.Current = new ControlTarget(emulator, api);

    private IPEndPoint Start(IPEndPoint endpoint)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        if (ControlApplication.IsMetadataAddress(endpoint.Address))
        {
            throw new ArgumentException($"{endpoint} is an address of the metadata service. What asks for metadata must not control the account; use another address.", nameof(endpoint));
        }

        if (!_allowRemoteClients && !IPAddress.IsLoopback(endpoint.Address))
        {
            throw new ArgumentException($"{endpoint} can be reached from other machines, and control asks nobody for credentials. Use a loopback address, or set AllowRemoteClients.", nameof(endpoint));
        }

        return _listeners.Open(endpoint, _application, _targets.Current.Api.OpenMetadataPorts);
    }
}
