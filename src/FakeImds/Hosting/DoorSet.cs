using System.Net;
using FakeImds.Ec2;
using FakeImds.Hops;
using FakeImds.Service;

namespace FakeImds.Hosting;

/// <summary>The open doors of an emulator, and those that open and close with <c>HttpProtocolIpv6</c>.</summary>
internal sealed class DoorSet : IAsyncDisposable
{
    private readonly SemaphoreSlim _change = new(1, 1);
    private readonly Dictionary<IPEndPoint, IAsyncDisposable> _doors = [];

    public bool IsClosed { get; private set; }

    public async Task<IPEndPoint> OpenAsync(
        IPEndPoint endpoint, MetadataService service, IReadOnlyList<ClientHops> declared, Func<IPAddress?, MetadataService?>? route, CancellationToken cancellationToken)
    {
        await _change.WaitAsync(cancellationToken);
        try
        {
            ObjectDisposedException.ThrowIf(IsClosed, typeof(ImdsEmulator));
            if (_doors.ContainsKey(endpoint))
            {
                throw new InvalidOperationException($"This emulator listens on {endpoint} already.");
            }

            if (endpoint.Address.Equals(ImdsAddresses.Ipv6))
            {
                _doors.Add(endpoint, await Ipv6Door.OpenAsync(endpoint, service, declared, route, cancellationToken));
                return endpoint;
            }

            var door = await KestrelDoor.OpenAsync(endpoint, service, declared, route, cancellationToken);
            _doors.Add(door.Endpoint, door);
            return door.Endpoint;
        }
        finally
        {
            _change.Release();
        }
    }

    public async Task CloseAsync(IPEndPoint endpoint)
    {
        await _change.WaitAsync();
        try
        {
            if (_doors.Remove(endpoint, out var door))
            {
                await door.DisposeAsync();
            }
        }
        finally
        {
            _change.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _change.WaitAsync();
        try
        {
            IsClosed = true;
            await Task.WhenAll(_doors.Values.Select(static d => d.DisposeAsync().AsTask()));
            _doors.Clear();
        }
        finally
        {
            _change.Release();
        }
    }
}
