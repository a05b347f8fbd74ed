namespace FakeImds.Wire.Tests;

/// <summary>
/// A small EC2 of three network namespaces in a row, joined by veth pairs:
/// <code>
///   EMULATOR ───────── INSTANCE ───────── CONTAINER
///   169.254.169.254    forwards           default route via INSTANCE
///   fd00:ec2::254      distance 1         distance 2
/// </code>
/// A packet with TTL N crosses N links. The hop limit is the IP TTL of the response to PUT
/// (facts/imds-data-plane.md, section 4, DOC): with limit 1 the response reaches INSTANCE, which drops it when it is to forward it
/// to CONTAINER, as an EC2 instance does for a container behind its bridge. The kernel does the dropping; nothing here is simulated
/// but the distance. Plain routes and no masquerading, so that a client keeps its own address.
/// </summary>
/// <remarks>Addresses are the same in every topology: the namespaces of two topologies do not know of each other.</remarks>
public sealed class HopTopology : IAsyncLifetime
{
    private static readonly Lazy<Task> s_sweep = new(NetworkNamespace.SweepLeftoversAsync);

    private readonly List<NetworkNamespace> _namespaces = [];
    private string? _missing;

    internal NetworkNamespace Emulator => _namespaces[0];

    internal NetworkNamespace Instance => _namespaces[1];

    internal NetworkNamespace Container => _namespaces[2];

    /// <summary>Skips the test when the topology could not be made on this machine; fails it in CI.</summary>
    public void Demand() => WireRequirement.Demand(_missing);

    public async ValueTask InitializeAsync()
    {
        _missing = await WireRequirement.Namespaces;
        if (_missing is not null)
        {
            return;
        }

        await s_sweep.Value;
        try
        {
            await BuildAsync();
        }
        catch
        {
            await DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var made in _namespaces)
        {
            await made.DisposeAsync();
        }

        _namespaces.Clear();
    }

    private async Task BuildAsync()
    {
        foreach (var role in (string[])["emu", "inst", "cont"])
        {
            _namespaces.Add(await NetworkNamespace.CreateAsync(role));
        }

        await Emulator.IpAsync("addr add 169.254.169.254/32 dev lo");
        await Emulator.IpAsync("addr add fd00:ec2::254/128 dev lo nodad");

        await JoinAsync(Emulator, "inst0", "10.254.1.1/30", "fd00:fa4e:1::1/64", Instance, "emu0", "10.254.1.2/30", "fd00:fa4e:1::2/64");
        await JoinAsync(Instance, "cont0", "10.254.2.1/30", "fd00:fa4e:2::1/64", Container, "inst0", "10.254.2.2/30", "fd00:fa4e:2::2/64");

        await Instance.SetAsync("net/ipv4/ip_forward", "1");
        await Instance.SetAsync("net/ipv6/conf/all/forwarding", "1");

        await Instance.IpAsync("route add 169.254.169.254 via 10.254.1.1");
        await Instance.IpAsync("-6 route add fd00:ec2::254 via fd00:fa4e:1::1");
        await Container.IpAsync("route add default via 10.254.2.1");
        await Container.IpAsync("-6 route add default via fd00:fa4e:2::1");
        await Emulator.IpAsync("route add 10.254.2.0/30 via 10.254.1.2");
        await Emulator.IpAsync("-6 route add fd00:fa4e:2::/64 via fd00:fa4e:1::2");
    }

    private static async Task JoinAsync(
        NetworkNamespace a, string linkA, string ipv4A, string ipv6A,
        NetworkNamespace b, string linkB, string ipv4B, string ipv6B)
    {
        // Each end is made inside its namespace: no name is ever taken in the machine's own.
        (await ProcessRunner.RunAsync(
            "ip", "link", "add", linkA, "netns", a.Name, "type", "veth", "peer", "name", linkB, "netns", b.Name)).MustSucceed();
        foreach (var (side, link, ipv4, ipv6) in ((NetworkNamespace, string, string, string)[])[(a, linkA, ipv4A, ipv6A), (b, linkB, ipv4B, ipv6B)])
        {
            await side.IpAsync($"addr add {ipv4} dev {link}");
            await side.IpAsync($"addr add {ipv6} dev {link} nodad");
            await side.IpAsync($"link set {link} up");
        }
    }
}
