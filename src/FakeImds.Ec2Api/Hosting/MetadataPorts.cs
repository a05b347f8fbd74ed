using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using FakeImds.Ec2;
using FakeImds.Ec2Api.Protocol;
using FakeImds.Hosting;

namespace FakeImds.Ec2Api.Hosting;

/// <summary>
/// The loopback ports of instances' metadata services. From the start of the API on the wire until its end each instance has one,
/// whoever launched it; a terminated one loses it. Nothing is opened to describe an instance.
/// </summary>
internal sealed class MetadataPorts(ImdsEmulator emulator) : IInstanceObserver, IAsyncDisposable
{
    private readonly ConcurrentDictionary<Ec2Instance, IPEndPoint> _open = new();
    private readonly ConcurrentDictionary<Ec2Instance, Task> _closing = new();
    private readonly Lock _change = new();
    private bool _isOn;
    private bool _isDisposed;

    /// <summary>Whether instances have ports.</summary>
    public bool IsOn => Volatile.Read(ref _isOn);

    /// <summary>The address of an instance's metadata service; null when it has none.</summary>
    public string? Find(Ec2Instance instance) =>
        _open.TryGetValue(instance, out var port) ? string.Create(CultureInfo.InvariantCulture, $"http://{port}/") : null;

    /// <summary>Opens a port for each instance that is there.</summary>
    /// <exception cref="ListenException">There are not so many ports. None is open.</exception>
    public void Start()
    {
        lock (_change)
        {
            if (_isOn)
            {
                return;
            }

            // An instance that is launched meanwhile is among those that are there, or its launch asks this observer, or both.
            emulator.Account.Observers.Add(this);
            try
            {
                Ec2Instance[] instances = [.. emulator.Account.Regions.SelectMany(static r => r.Instances.All).Where(static i => !IsGone(i))];
                using var ports = ReservedPorts.Take(emulator, instances.Length);
                _isOn = true;
                Give(ports, instances);
            }
            catch
            {
                emulator.Account.Observers.Remove(this);
                throw;
            }
        }
    }

    /// <inheritdoc/>
    public IExpectedInstances Expect(int count)
    {
        try
        {
            return new Expected(this, ReservedPorts.Take(emulator, count));
        }
        catch (ListenException e)
        {
            throw new Ec2Exception(ApiErrors.NoMetadataPorts(e.Message));
        }
        catch (ObjectDisposedException)
        {
            // The account outlives its emulator; its instances have no services then.
            return new Expected(this, ports: null);
        }
    }

    /// <inheritdoc/>
    public void Forget(Ec2Instance instance)
    {
        lock (_change)
        {
            Close(instance);
        }
    }

    /// <summary>Waits until the ports of terminated instances are closed.</summary>
    public Task ClosedAsync(IEnumerable<Ec2Instance> instances) =>
        Task.WhenAll(instances.Select(i => _closing.GetValueOrDefault(i, Task.CompletedTask)));

    public async ValueTask DisposeAsync()
    {
        emulator.Account.Observers.Remove(this);
        lock (_change)
        {
            _isDisposed = true;
            foreach (var instance in _open.Keys)
            {
                Close(instance);
            }
        }

        await Task.WhenAll(_closing.Values).ConfigureAwait(false);
    }

    private static bool IsGone(Ec2Instance instance) => instance.Snapshot.State is InstanceState.Terminated;

    private void Close(Ec2Instance instance)
    {
        if (!_open.TryRemove(instance, out var port))
        {
            return;
        }

        var closing = emulator.StopListeningAsync(port);
        if (!closing.IsCompleted)
        {
            _closing[instance] = closing;
            _ = closing.ContinueWith(_ => _closing.TryRemove(instance, out var _), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }
    }

    private void Give(ReservedPorts ports, IReadOnlyList<Ec2Instance> instances)
    {
        foreach (var instance in instances)
        {
            if (_isOn && !_isDisposed && !_open.ContainsKey(instance))
            {
                _open[instance] = ports.Give(instance);
            }

            // Terminated since: nobody is told again.
            if (IsGone(instance))
            {
                Close(instance);
            }
        }
    }

    private sealed class Expected(MetadataPorts owner, ReservedPorts? ports) : IExpectedInstances
    {
        public void Welcome(IReadOnlyList<Ec2Instance> instances)
        {
            lock (owner._change)
            {
                if (ports is not null)
                {
                    owner.Give(ports, instances);
                }
            }
        }

        public void Dispose() => ports?.Dispose();
    }
}
