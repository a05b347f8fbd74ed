using System.Collections.Concurrent;
using System.Net;
using FakeImds.Journal;

namespace FakeImds.Cli.Run;

/// <summary>Tells of clients that belong to no instance: once for each address, so that a busy one fills no log.</summary>
internal sealed class UnknownClientLines(Action<string> tell)
{
    private const int MaxClients = 1000;

    private readonly ConcurrentDictionary<IPAddress, bool> _told = new();

    public void Add(UnknownClient client)
    {
        var address = client.Client ?? IPAddress.None;
        if (_told.ContainsKey(address) || _told.Count >= MaxClients || !_told.TryAdd(address, true))
        {
            return;
        }

        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        tell(client.InstanceId is { } instance
            ? $"fakeimds: {plain} is among no instance's Clients: it is given {instance}"
            : $"fakeimds: {plain} is among no instance's Clients: it is refused");
        if (_told.Count == MaxClients)
        {
            tell($"fakeimds: {MaxClients} such clients are told; more are not");
        }
    }
}
