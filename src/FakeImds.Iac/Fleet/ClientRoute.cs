using System.Net;
using System.Net.Sockets;

namespace FakeImds.Iac.Fleet;

/// <summary>Clients that see an instance: of a network, or those for whom a proxy sends a header.</summary>
internal sealed record ClientRoute
{
    private static readonly string[] s_headers = ["X-Container-Name:", "X-Label-"];

    /// <summary>The network; null for a header.</summary>
    public IPNetwork? Network { get; private init; }

    /// <summary>The header; null for a network.</summary>
    public string? Header { get; private init; }

    /// <summary>What the header says.</summary>
    public string Value { get; private init; } = "";

    /// <summary>Two routes of one key contradict each other.</summary>
    public string Key => Network is { } network ? network.ToString() : $"{Header!.ToUpperInvariant()}: {Value}";

    /// <summary>As it is written: an address alone without its prefix length.</summary>
    public string Text => Network is not { } network ? $"{Header}: {Value}"
        : network.PrefixLength == network.BaseAddress.GetAddressBytes().Length * 8 ? network.BaseAddress.ToString()
        : network.ToString();

    /// <summary>Reads an address, a network, or a header of a proxy; null when it is none of them.</summary>
    public static ClientRoute? Read(string text)
    {
        if (Array.Exists(s_headers, h => text.StartsWith(h, StringComparison.OrdinalIgnoreCase)))
        {
            var colon = text.IndexOf(':', StringComparison.Ordinal);
            var header = colon < 0 ? "" : text[..colon];
            var value = text[(colon + 1)..].Trim();
            return value.Length > 0 && header.All(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.') && !header.EndsWith('-')
                ? new ClientRoute { Header = header, Value = value }
                : null;
        }

        // 10.0.0.1/24 is an address of an interface, and nobody knows whether the address or its network is meant.
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        return !IPAddress.TryParse(slash < 0 ? text : text[..slash], out var address) || text.Contains('%', StringComparison.Ordinal)
                || (address.AddressFamily is AddressFamily.InterNetwork && address.ToString() != (slash < 0 ? text : text[..slash])) ? null
            : slash < 0 ? Of(new IPNetwork(address, address.GetAddressBytes().Length * 8))
            : IPNetwork.TryParse(text, out var network) && network.BaseAddress.Equals(address) ? Of(network)
            : null;
    }

    private static ClientRoute Of(IPNetwork network) => new() { Network = network };
}
