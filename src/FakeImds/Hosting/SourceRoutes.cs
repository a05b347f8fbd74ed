using System.Collections.Immutable;
using System.Net;
using FakeImds.Ec2;

namespace FakeImds.Hosting;

/// <summary>Which clients see which instance at the addresses that an emulator's instances share (docs/fidelity.md#metadata-source-address).</summary>
internal sealed class SourceRoutes
{
    private State _state = new(ImmutableDictionary<IPAddress, Ec2Instance>.Empty, ImmutableDictionary<Ec2Instance, ImmutableArray<IPAddress>>.Empty);

    /// <summary>The instance of a client; null for clients that nobody has routed. Asked once for each connection.</summary>
    public Ec2Instance? Find(IPAddress? client)
    {
        var routes = Volatile.Read(ref _state).Instances;
        return routes.IsEmpty || client is null || !routes.TryGetValue(Plain(client), out var instance) || instance.Snapshot.State is InstanceState.Terminated
            ? null
            : instance;
    }

    /// <summary>The addresses of an instance.</summary>
    public IEnumerable<IPAddress> Of(Ec2Instance instance) => Volatile.Read(ref _state).Addresses.GetValueOrDefault(instance, []);

    /// <summary>Routes an address; null takes its route away.</summary>
    public void Set(IPAddress source, Ec2Instance? instance) =>
        ImmutableInterlocked.Update(ref _state, static (state, change) => state.With(change.Source, change.Instance), (Source: Plain(source), Instance: instance));

    private static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;

    private sealed record State(ImmutableDictionary<IPAddress, Ec2Instance> Instances, ImmutableDictionary<Ec2Instance, ImmutableArray<IPAddress>> Addresses)
    {
        public State With(IPAddress source, Ec2Instance? instance)
        {
            var addresses = Addresses;
            if (Instances.TryGetValue(source, out var before))
            {
                var rest = addresses[before].Remove(source);
                addresses = rest.IsEmpty ? addresses.Remove(before) : addresses.SetItem(before, rest);
            }

            return instance is null
                ? new(Instances.Remove(source), addresses)
                : new(Instances.SetItem(source, instance), addresses.SetItem(instance, Sorted(addresses.GetValueOrDefault(instance, []).Add(source))));
        }

        private static ImmutableArray<IPAddress> Sorted(ImmutableArray<IPAddress> addresses) =>
            addresses.Sort(static (a, b) => string.CompareOrdinal(a.ToString(), b.ToString()));
    }
}
