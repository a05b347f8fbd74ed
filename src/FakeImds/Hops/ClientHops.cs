using System.Globalization;
using System.Net;
using System.Net.Sockets;
using FakeImds.Ec2;

namespace FakeImds.Hops;

/// <summary>A declared distance: clients of a network are that many links away. For flat networks, where nothing can be measured.</summary>
public sealed record ClientHops
{
    /// <summary>Declares a distance.</summary>
    /// <param name="network">The clients' addresses.</param>
    /// <param name="hops">Their distance, 1 to 64; 1 is the instance itself, 2 a container behind a bridge.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="hops"/> is not 1 to 64.</exception>
    public ClientHops(IPNetwork network, int hops)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(hops, MetadataOptions.MinHopLimit);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(hops, MetadataOptions.MaxHopLimit);
        Network = network;
        Hops = hops;
    }

    /// <summary>The clients' addresses.</summary>
    public IPNetwork Network { get; }

    /// <summary>Their distance in links.</summary>
    public int Hops { get; }

    /// <summary>Reads <c>10.0.0.0/8=2</c>; an address without prefix length is one client.</summary>
    /// <param name="text">The declaration.</param>
    /// <returns>The distance.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is null.</exception>
    /// <exception cref="FormatException">The text is not of that form; the message says what is allowed.</exception>
    public static ClientHops Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var at = text.LastIndexOf('=');
        return at > 0
            && TryParseNetwork(text[..at], out var network)
            && int.TryParse(text.AsSpan(at + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var hops)
            && hops is >= MetadataOptions.MinHopLimit and <= MetadataOptions.MaxHopLimit
            ? new ClientHops(network, hops)
            : throw new FormatException($"'{text}' is not a declared distance. Write NETWORK=HOPS with 1 to 64 hops, such as 10.0.0.0/8=2.");
    }

    private static bool TryParseNetwork(string text, out IPNetwork network)
    {
        if (IPNetwork.TryParse(text, out network))
        {
            return true;
        }

        // 10.1 is an address to some: 10.0.0.1. Nobody means it.
        if (IPAddress.TryParse(text, out var address) && (address.AddressFamily is AddressFamily.InterNetworkV6 || address.ToString() == text))
        {
            network = new IPNetwork(address, address.GetAddressBytes().Length * 8);
            return true;
        }

        return false;
    }
}
