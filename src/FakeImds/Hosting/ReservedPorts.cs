using System.Net;
using FakeImds.Ec2;

namespace FakeImds.Hosting;

/// <summary>
/// Loopback ports for instances that are about to be launched: bound before the launch, so that a launch for which there are no ports
/// fails before it changed anything. What no instance has taken at the end is closed.
/// </summary>
internal sealed class ReservedPorts : IDisposable
{
    private readonly ImdsEmulator _emulator;
    private readonly Queue<SocketListener> _free;
    private int _last;

    private ReservedPorts(ImdsEmulator emulator, int count)
    {
        _emulator = emulator;
        _free = new Queue<SocketListener>(count);
    }

    /// <exception cref="ListenException">There are not so many. None stays open.</exception>
    public static ReservedPorts Take(ImdsEmulator emulator, int count)
    {
        var ports = new ReservedPorts(emulator, count);
        try
        {
            while (ports._free.Count < count)
            {
                ports._free.Enqueue(ports.Next());
            }

            return ports;
        }
        catch
        {
            ports.Dispose();
            throw;
        }
    }

    /// <summary>Serves an instance on the next port.</summary>
    public IPEndPoint Give(Ec2Instance instance)
    {
        var listener = _free.Dequeue();
        listener.Start(_emulator.Host(listener.Endpoint, instance));
        return listener.Endpoint;
    }

    public void Dispose()
    {
        while (_free.TryDequeue(out var listener))
        {
            // Nobody was served on it: there is nothing to wait for.
            _emulator.Listeners.CloseAsync(listener.Endpoint).GetAwaiter().GetResult();
        }
    }

    // The system looks for a free port among a quarter of its range first: once some thousands are taken each search takes
    // milliseconds. The port after the last one is mostly free, and whether it is shows at once.
    private SocketListener Next()
    {
        if (_last is > 0 and < IPEndPoint.MaxPort)
        {
            try
            {
                return Bind(_last + 1);
            }
            catch (ListenException e) when (e.Reason is ListenFailure.PortInUse)
            {
                // Then one that the system finds.
            }
            catch (InvalidOperationException)
            {
                // Of this emulator: the same.
            }
        }

        return Bind(0);
    }

    private SocketListener Bind(int port)
    {
        var listener = _emulator.Listeners.Bind(new IPEndPoint(IPAddress.Loopback, port));
        _last = listener.Endpoint.Port;
        return listener;
    }
}
