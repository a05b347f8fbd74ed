using System.Net;

namespace FakeImds.Cli.Namespaces;

/// <summary>
/// A command's network with the metadata addresses a number of links away: one namespace where they are on <c>lo</c>, or the service's and
/// the command's with routers between them that take one of each packet's TTL, as a container's bridge does (docs/fidelity.md#hop-limit).
/// </summary>
internal sealed class HopPath : IDisposable
{
    // 198.18.0.0/15 is for tests of networks (RFC 2544): nobody is there.
    private const byte First = 198;
    private const byte Second = 18;

    private readonly List<NetworkSpace> _nodes = [];

    private HopPath()
    {
    }

    /// <summary>Where the metadata addresses are.</summary>
    public NetworkSpace Service => _nodes[0];

    /// <summary>Where the command is.</summary>
    public NetworkSpace Command => _nodes[^1];

    /// <param name="hops">How many links there are between; 1 is the same machine.</param>
    public static HopPath Create(int hops)
    {
        var path = new HopPath();
        try
        {
            path.Build(hops);
            return path;
        }
        catch
        {
            path.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        foreach (var node in _nodes)
        {
            node.Dispose();
        }
    }

    private void Build(int hops)
    {
        for (var i = 0; i < (hops is 1 ? 1 : hops + 1); i++)
        {
            _nodes.Add(NetworkSpace.Create());
        }

        Service.Run(static () =>
        {
            Links.Up(Links.Loopback);
            Links.Address(Links.Loopback, ImdsAddresses.Ipv4, 32);
            if (Links.HasIpv6)
            {
                Links.Address(Links.Loopback, ImdsAddresses.Ipv6, 128);
            }
        });
        for (var link = 1; link < _nodes.Count; link++)
        {
            Join(link);
        }

        for (var node = 0; node < _nodes.Count; node++)
        {
            var place = node;
            _nodes[node].Run(() => Route(place));
        }
    }

    // Link N is between node N-1, which has .1, and node N, which has .2.
    private void Join(int link)
    {
        _nodes[link - 1].Run(() =>
        {
            Links.Pair("away", "near", _nodes[link]);
            Address("away", link, 1);
        });
        _nodes[link].Run(() =>
        {
            Links.Up(Links.Loopback);
            Address("near", link, 2);
        });
    }

    private static void Address(string name, int link, byte end)
    {
        Links.Address(name, Ipv4(link, end), 30);
        if (Links.HasIpv6)
        {
            Links.Address(name, Ipv6(link, end), 64);
        }

        Links.Up(name);
    }

    private void Route(int node)
    {
        var last = _nodes.Count - 1;
        if (node > 0)
        {
            Links.Route(new IPNetwork(ImdsAddresses.Ipv4, 32), Ipv4(node, 1));
            if (Links.HasIpv6)
            {
                Links.Route(new IPNetwork(ImdsAddresses.Ipv6, 128), Ipv6(node, 1));
            }
        }

        if (node < last - 1)
        {
            Links.Route(new IPNetwork(Ipv4(last, 0), 30), Ipv4(node + 1, 2));
            if (Links.HasIpv6)
            {
                Links.Route(new IPNetwork(Ipv6(last, 0), 64), Ipv6(node + 1, 2));
            }
        }

        if (node > 0 && node < last)
        {
            Links.Forward();
        }
    }

    private static IPAddress Ipv4(int link, byte end) => new([First, Second, (byte)link, end]);

    // fd00:fa4e:LINK::END
    private static IPAddress Ipv6(int link, byte end) => new([0xfd, 0, 0xfa, 0x4e, 0, (byte)link, 0, 0, 0, 0, 0, 0, 0, 0, 0, end]);
}
