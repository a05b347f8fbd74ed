using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using FakeImds.Ec2;
using FakeImds.Ec2Api.Protocol;
using FakeImds.Hosting;

namespace FakeImds.Ec2Api.Hosting;

/// <summary>
/// The loopback ports of instances' metadata services. From the start of the API on the wire each instance has one that was there
/// or is launched through the API; a terminated one loses it. Nothing is opened to describe an instance.
/// </summary>
internal sealed class MetadataPorts(ImdsEmulator emulator)
{
    private readonly ConcurrentDictionary<Ec2Instance, IPEndPoint> _open = new();
    private readonly Lock _start = new();
    private bool _isOn;

    /// <summary>The address of an instance's metadata service; null when it has none.</summary>
    public string? Find(Ec2Instance instance) =>
        _open.TryGetValue(instance, out var port) ? string.Create(CultureInfo.InvariantCulture, $"http://{port}/") : null;

    /// <summary>Opens a port for each instance that is there.</summary>
    /// <exception cref="ListenException">There are not so many ports. None is open.</exception>
    public void Start()
    {
        lock (_start)
        {
            if (!_isOn)
            {
                Ec2Instance[] instances = [.. emulator.Account.Regions.SelectMany(static r => r.Instances.All).Where(static i => !IsGone(i))];
                using var ports = ReservedPorts.Take(emulator, instances.Length);
                Give(ports, instances);
                _isOn = true;
            }
        }
    }

    /// <summary>Launches instances with a port each. Where there are not so many ports, nothing is launched.</summary>
    /// <exception cref="Ec2Exception">There are not so many ports: <c>InsufficientInstanceCapacity</c>.</exception>
    public IReadOnlyList<Ec2Instance> Launch(RunInstancesRequest request, Func<RunInstancesRequest, IReadOnlyList<Ec2Instance>> launch)
    {
        if (!Volatile.Read(ref _isOn) || request.Count is < 1 or > InstanceFleet.MaxCount)
        {
            return launch(request);
        }

        using var ports = Take(request.Count);
        var instances = launch(request);
        Give(ports, instances);
        return instances;
    }

    /// <summary>Closes the ports of those that are terminated.</summary>
    public Task CloseGoneAsync(IEnumerable<Ec2Instance> instances)
    {
        List<Task>? closing = null;
        foreach (var instance in instances)
        {
            if (IsGone(instance) && _open.TryRemove(instance, out var port))
            {
                (closing ??= []).Add(emulator.StopListeningAsync(port));
            }
        }

        return closing is null ? Task.CompletedTask : Task.WhenAll(closing);
    }

    private static bool IsGone(Ec2Instance instance) => instance.Snapshot.State is InstanceState.Terminated;

    private ReservedPorts Take(int count)
    {
        try
        {
            return ReservedPorts.Take(emulator, count);
        }
        catch (ListenException e)
        {
            throw new Ec2Exception(ApiErrors.NoMetadataPorts(e.Message));
        }
    }

    private void Give(ReservedPorts ports, IReadOnlyList<Ec2Instance> instances)
    {
        foreach (var instance in instances)
        {
            _open[instance] = ports.Give(instance);
        }
    }
}
