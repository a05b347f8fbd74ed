using System.Net;
using FakeImds.Cli.Run;
using FakeImds.Hops;
using FakeImds.Journal;

namespace FakeImds.Cli.Tests.Fleet;

/// <summary>Clients behind a bridge of this machine, as the kernel's files tell them.</summary>
public sealed class BridgedClientsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("fakeimds-bridges-").FullName;
    private readonly List<string> _told = [];

    public BridgedClientsTests()
    {
        File.WriteAllLines(Path.Combine(_folder, "route"), [
            "Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT",
            "eth0\t00000000\t010200C0\t0003\t0\t0\t0\t00000000\t0\t0\t0",
            "eth0\t000200C0\t00000000\t0001\t0\t0\t0\t00FFFFFF\t0\t0\t0",
            "docker0\t000011AC\t00000000\t0001\t0\t0\t0\t0000FFFF\t0\t0\t0",
            "docker0\t000012AC\t020011AC\t0003\t0\t0\t0\t0000FFFF\t0\t0\t0",
            "veth7\t0500F40A\t00000000\t0005\t0\t0\t0\tFFFFFFFF\t0\t0\t0",
            "vlan7\t0600F40A\t00000000\t0005\t0\t0\t0\tFFFFFFFF\t0\t0\t0",
            "veth7\t00006440\t00000000\t0001\t0\t0\t0\t0000C0FF\t0\t0\t0",
            "eth1\t800011AC\t00000000\t0001\t0\t0\t0\t80FFFFFF\t0\t0\t0"]);
        File.WriteAllLines(Path.Combine(_folder, "ipv6_route"), [
            "fe800000000000000000000000000000 40 00000000000000000000000000000000 00 00000000000000000000000000000000 00000100 00000001 00000000 00000001  docker0",
            "fd001234000000000000000000000000 40 00000000000000000000000000000000 00 00000000000000000000000000000000 00000100 00000001 00000000 00000001  docker0"]);
        Directory.CreateDirectory(Path.Combine(_folder, "docker0", "bridge"));
        foreach (var (name, index, link, type) in new[] { ("eth0", 2, 2, ""), ("veth7", 7, 3, ""), ("vlan7", 8, 2, "DEVTYPE=vlan\n") })
        {
            var folder = Directory.CreateDirectory(Path.Combine(_folder, name)).FullName;
            File.WriteAllText(Path.Combine(folder, "ifindex"), $"{index}\n");
            File.WriteAllText(Path.Combine(folder, "iflink"), $"{link}\n");
            File.WriteAllText(Path.Combine(folder, "uevent"), $"{type}INTERFACE={name}\n");
        }
    }

    [Theory]
    [InlineData("172.17.0.2", "docker0")]
    [InlineData("::ffff:172.17.0.2", "docker0")]
    [InlineData("fd00:1234::2", "docker0")]
    [InlineData("10.244.0.5", "veth7")]
    [InlineData("10.244.0.6", null)]
    [InlineData("64.100.0.1", null)]
    [InlineData("172.17.0.200", null)]
    [InlineData("172.18.0.2", null)]
    [InlineData("192.0.2.7", null)]
    [InlineData("198.51.100.1", null)]
    [InlineData("fe80::1", null)]
    [InlineData("127.0.0.1", null)]
    public void A_client_is_behind_the_bridge_that_its_network_is_on(string client, string? bridge) => Bridges.Of(IPAddress.Parse(client)).ShouldBe(bridge);

    [Fact]
    public void Where_the_kernel_tells_nothing_there_are_no_bridges()
    {
        var none = new LocalBridges(_folder + "/none", _folder);

        none.All().ShouldBeEmpty();
        none.Of(IPAddress.Parse("172.17.0.2")).ShouldBeNull();
    }

    [Fact]
    public void At_start_it_says_of_each_bridge_that_it_is_no_hop_here()
    {
        Of(hops: 0).AtStart([IPEndPoint.Parse("169.254.169.254:80")]).ShouldBe([
            "fakeimds: clients behind docker0 (172.17.0.0/16), a bridge of this machine, are 1 hop away here and 2 on EC2: a PUT is answered under HttpPutResponseHopLimit 1, where EC2 lets it hang; --container-hops 1 counts the bridge",
            "fakeimds: clients behind docker0 (fd00:1234::/64), a bridge of this machine, are 1 hop away here and 2 on EC2: a PUT is answered under HttpPutResponseHopLimit 1, where EC2 lets it hang; --container-hops 1 counts the bridge"]);
        Of(hops: 0).AtStart([IPEndPoint.Parse("127.0.0.1:80")]).ShouldBeEmpty("nobody behind a bridge reaches the loopback");
        Of(hops: 0, "172.16.0.0/12=2", "fd00:1234::/64=2").AtStart([IPEndPoint.Parse("0.0.0.0:80")]).ShouldBeEmpty("their distance is declared");
        Of(hops: 1, "fd00::/8=2").AtStart([IPEndPoint.Parse("0.0.0.0:80")]).ShouldBe(["fakeimds: clients behind docker0 (172.17.0.0/16), a bridge of this machine, count 1 hop more than is measured"]);
    }

    [Fact]
    public void The_first_PUT_of_a_client_behind_a_bridge_is_told_of()
    {
        var bridged = Of(hops: 0);
        foreach (var request in new[] { Request("GET", "172.17.0.2"), Request("PUT", "172.17.0.2"), Request("PUT", "172.17.0.2"), Request("PUT", "192.0.2.7"), Request("PUT", "172.17.0.3", hops: 2) })
        {
            bridged.Note(request);
        }

        _told.ShouldHaveSingleItem().ShouldStartWith("fakeimds: 172.17.0.2 is behind docker0 of this machine: 1 hop away here and 2 on EC2: ");
    }

    [Fact]
    public void Counted_bridges_and_declared_distances_are_not_told_of()
    {
        Of(hops: 1).Note(Request("PUT", "172.17.0.2"));
        Of(hops: 0, "172.17.0.2/32=1").Note(Request("PUT", "172.17.0.2"));

        _told.ShouldBeEmpty();
        Of(hops: 0).AdditionalHops.ShouldBeNull();
        Of(hops: 3).AdditionalHops!(IPAddress.Parse("172.17.0.2")).ShouldBe(3);
        Of(hops: 3).AdditionalHops!(IPAddress.Parse("192.0.2.7")).ShouldBe(0);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private LocalBridges Bridges => new(_folder, _folder);

    private BridgedClients Of(int hops, params string[] declared) => new(Bridges, hops, [.. declared.Select(ClientHops.Parse)], _told.Add);

    private static ServedRequest Request(string method, string client, int hops = 1) => new()
    {
        Time = DateTimeOffset.UnixEpoch, InstanceId = "i-0a", Client = IPAddress.Parse(client), Hops = hops, Method = method, Path = "/latest/api/token", Version = ImdsVersion.V2, Status = 200,
    };
}
