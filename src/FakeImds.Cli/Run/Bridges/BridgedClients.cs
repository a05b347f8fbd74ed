using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using FakeImds.Hops;
using FakeImds.Journal;

namespace FakeImds.Cli.Run;

/// <summary>
/// Clients behind a bridge of this machine: one link away here, two on EC2, where the instance is a link of its own
/// (docs/fidelity.md#bridges). Either they count further, or the program says that its hop limit checks nothing for them.
/// </summary>
/// <param name="bridges">The bridges.</param>
/// <param name="hops">How much further they count; 0 for not.</param>
/// <param name="declared">Distances that are declared: of those clients there is nothing to say.</param>
/// <param name="tell">Takes a line.</param>
internal sealed class BridgedClients(LocalBridges bridges, int hops, ImmutableArray<ClientHops> declared, Action<string> tell)
{
    private const int MaxClients = 1000;

    private readonly ConcurrentDictionary<IPAddress, bool> _seen = new();

    /// <summary>How much further a client is than is measured; null where none is.</summary>
    public Func<IPAddress, int>? AdditionalHops => hops is 0 ? null : client => bridges.Of(client) is null ? 0 : hops;

    /// <summary>What there is to say at start.</summary>
    /// <param name="listening">The addresses.</param>
    public IEnumerable<string> AtStart(IEnumerable<IPEndPoint> listening)
    {
        if (listening.All(static e => IPAddress.IsLoopback(e.Address)))
        {
            yield break;
        }

        foreach (var (name, network) in bridges.All().Where(b => !declared.Any(d => d.Network.Contains(b.Network.BaseAddress) && d.Network.PrefixLength <= b.Network.PrefixLength)))
        {
            yield return hops is 0
                ? $"fakeimds: clients behind {name} ({network}), a bridge of this machine, are 1 hop away here and 2 on EC2: {Advice}"
                : string.Create(CultureInfo.InvariantCulture, $"fakeimds: clients behind {name} ({network}), a bridge of this machine, count {hops} {(hops is 1 ? "hop" : "hops")} more than is measured");
        }
    }

    /// <summary>Says it of a client, at its first PUT.</summary>
    public void Note(in ServedRequest request)
    {
        if (hops > 0 || request is not { Method: "PUT", Hops: 1, Client: { } client } || IPAddress.IsLoopback(client)
            || _seen.ContainsKey(client) || _seen.Count >= MaxClients || !_seen.TryAdd(client, true))
        {
            return;
        }

        var plain = client.IsIPv4MappedToIPv6 ? client.MapToIPv4() : client;
        if (!declared.Any(d => d.Network.Contains(plain)) && bridges.Of(client) is { } bridge)
        {
            tell($"fakeimds: {plain} is behind {bridge} of this machine: 1 hop away here and 2 on EC2: {Advice}");
        }
    }

    private static string Advice => "a PUT is answered under HttpPutResponseHopLimit 1, where EC2 lets it hang; --container-hops 1 counts the bridge";
}
