using System.Collections.Immutable;
using System.Net;
using FakeImds.Ec2;

namespace FakeImds.Hosting;

/// <summary>Which clients see which instance at the addresses that an emulator's instances share (docs/fidelity.md#clients).</summary>
internal sealed class ClientRoutes
{
    private State _state = new(NetworkTable<Ec2Instance>.Empty, ImmutableDictionary<Ec2Instance, ImmutableArray<IPNetwork>>.Empty);

    public bool IsEmpty => Volatile.Read(ref _state).Instances.IsEmpty;

    /// <summary>The instance of a client; null for clients that nobody has routed. Asked once for each connection.</summary>
    public Ec2Instance? Find(IPAddress? client)
    {
        var instances = Volatile.Read(ref _state).Instances;
        return client is null || instances.IsEmpty ? null : instances.Find(client, static i => i.Snapshot.State is not InstanceState.Terminated);
    }

    /// <summary>The instance that a network is routed to.</summary>
    public Ec2Instance? Get(IPNetwork network) => Volatile.Read(ref _state).Instances.Get(network);

    /// <summary>The networks of an instance, an address alone without its prefix length.</summary>
    public IEnumerable<string> Of(Ec2Instance instance) => Volatile.Read(ref _state).Networks.GetValueOrDefault(instance, []).Select(Text);

    /// <summary>Routes a network; null takes its route away.</summary>
    public void Set(IPNetwork network, Ec2Instance? instance) =>
        ImmutableInterlocked.Update(ref _state, static (state, change) => state.With(change.Network, change.Instance), (Network: network, Instance: instance));

    private static string Text(IPNetwork network) =>
        network == NetworkTable<Ec2Instance>.Single(network.BaseAddress) ? network.BaseAddress.ToString() : network.ToString();

    private sealed record State(NetworkTable<Ec2Instance> Instances, ImmutableDictionary<Ec2Instance, ImmutableArray<IPNetwork>> Networks)
    {
        public State With(IPNetwork network, Ec2Instance? instance)
        {
            var networks = Networks;
            if (Instances.Get(network) is { } before)
            {
                var rest = networks[before].Remove(network);
                networks = rest.IsEmpty ? networks.Remove(before) : networks.SetItem(before, rest);
            }

            return instance is null
                ? new(Instances.With(network, null), networks)
                : new(Instances.With(network, instance), networks.SetItem(instance, Sorted(networks.GetValueOrDefault(instance, []).Add(network))));
        }

        private static ImmutableArray<IPNetwork> Sorted(ImmutableArray<IPNetwork> networks) =>
            networks.Length is 1 ? networks : networks.Sort(static (a, b) => string.CompareOrdinal(a.ToString(), b.ToString()));
    }
}
