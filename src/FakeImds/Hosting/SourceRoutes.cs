using System.Collections.Immutable;
using System.Net;
using FakeImds.Ec2;

namespace FakeImds.Hosting;

/// <summary>Which clients see which instance at the addresses that an emulator's instances share (docs/fidelity.md#metadata-source-address).</summary>
internal sealed class SourceRoutes
{
    private ImmutableDictionary<IPAddress, Ec2Instance> _routes = ImmutableDictionary<IPAddress, Ec2Instance>.Empty;

    /// <summary>The instance of a client; null for clients that nobody has routed. Asked once for each connection.</summary>
    public Ec2Instance? Find(IPAddress? client)
    {
        var routes = Volatile.Read(ref _routes);
        return routes.IsEmpty || client is null || !routes.TryGetValue(Plain(client), out var instance) || instance.Snapshot.State is InstanceState.Terminated
            ? null
            : instance;
    }

    /// <summary>The addresses of an instance.</summary>
    public IEnumerable<IPAddress> Of(Ec2Instance instance) =>
        Volatile.Read(ref _routes).Where(r => r.Value == instance).Select(static r => r.Key).OrderBy(static a => a.ToString(), StringComparer.Ordinal);

    /// <summary>Routes an address; null takes its route away.</summary>
    public void Set(IPAddress source, Ec2Instance? instance) => ImmutableInterlocked.Update(
        ref _routes,
        static (routes, change) => change.Instance is null ? routes.Remove(change.Source) : routes.SetItem(change.Source, change.Instance),
        (Source: Plain(source), Instance: instance));

    private static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
}
