using System.Net;
using System.Net.Sockets;
using FakeImds.Hops;
using FakeImds.Journal;
using FakeImds.Tests.Service;
using static FakeImds.Tests.Service.LoopbackImds;

namespace FakeImds.Tests.Hops;

/// <summary>How far away clients are: measured from their SYN, or declared.</summary>
public sealed class DistanceTests
{
    [Theory]
    [InlineData(64, 1)]
    [InlineData(63, 2)]
    [InlineData(62, 3)]
    [InlineData(1, 64)]
    [InlineData(0, 65)]
    [InlineData(128, 1)]
    [InlineData(127, 2)]
    [InlineData(65, 64)]
    [InlineData(255, 1)]
    [InlineData(254, 2)]
    [InlineData(129, 127)]
    public void Distance_is_the_links_a_packet_crossed_since_the_nearest_start(byte left, int distance) =>
        SavedSyn.Distance(left).ShouldBe(distance);

    [Theory]
    [InlineData("127.0.0.1", "127.0.0.1", 64, 1)]
    [InlineData("127.0.0.1", "127.0.0.1", 62, 3)]
    [InlineData("127.0.0.1", "127.0.0.1", 128, 1)]
    [InlineData("::1", "::1", 64, 1)]
    [InlineData("::1", "::1", 61, 4)]
    [InlineData("::", "::1", 63, 2)]
    [InlineData("::", "127.0.0.1", 63, 2)]
    public async Task Distance_is_read_from_the_syn_of_a_connection(string listen, string connect, short ttl, int distance)
    {
        LoopbackSockets.RequireLinux(IPAddress.Parse(listen));
        using var sockets = await LoopbackSockets.ConnectAsync(
            IPAddress.Parse(listen), IPAddress.Parse(connect), static listener => SavedSyn.TryEnable(listener).ShouldBeTrue(), client => SetTtl(client, ttl));
        SavedSyn.Distance(sockets.Service).ShouldBe(distance);
    }

    [Fact]
    public async Task Distance_is_unknown_when_no_syn_was_kept()
    {
        using var sockets = await LoopbackSockets.ConnectAsync(IPAddress.Loopback, IPAddress.Loopback);
        SavedSyn.Distance(sockets.Service).ShouldBeNull();
    }

    [Fact]
    public async Task A_measured_distance_is_reported_and_withholds_nothing()
    {
        LoopbackSockets.RequireLinux(IPAddress.Loopback);
        var served = new TaskCompletionSource<ServedRequest>();
        await using var imds = await StartAsync(configure: o => o.OnRequest = r => served.TrySetResult(r));
        using var connection = await RawConnection.OpenAsync(imds.Endpoint, static s => SetTtl(s, 60));
        await connection.SendAsync(Request("PUT", TokenPath, TtlHeader + "60"));
        (await connection.ReadToEndAsync())!.Status.ShouldBe(200);
        var request = await served.Task.WaitAsync(TestContext.Current.CancellationToken);
        request.Hops.ShouldBe(5);
        request.Client.ShouldBe(IPAddress.Loopback);
    }

    [Theory]
    [InlineData("10.0.0.0/8=9|127.0.0.0/8=7|127.0.0.1=3", 7)]
    [InlineData("127.0.0.1/32=3|127.0.0.0/8=7", 3)]
    [InlineData("::/0=4|0.0.0.0/0=6", 6)]
    [InlineData("127.0.0.2=3", 1)]
    public async Task The_first_declared_network_that_holds_the_client_counts(string declared, int distance)
    {
        LoopbackSockets.RequireLinux(IPAddress.IPv6Any);
        var served = new List<ServedRequest>();
        await using var imds = await StartAsync(configure: o =>
        {
            o.OnRequest = r => { lock (served) { served.Add(r); } };
            foreach (var text in declared.Split('|'))
            {
                o.ClientHops.Add(ClientHops.Parse(text));
            }
        });
        var dual = await imds.Emulator.ListenAsync(new IPEndPoint(IPAddress.IPv6Any, 0), cancellationToken: TestContext.Current.CancellationToken);
        foreach (var port in new[] { imds.Endpoint.Port, dual.Port })
        {
            using var connection = await RawConnection.OpenAsync(new IPEndPoint(IPAddress.Loopback, port));
            await connection.SendAsync(Request("GET", Leaf));
            (await connection.ReadToEndAsync())!.Status.ShouldBe(200);
        }

        imds.Emulator.Dispose();
        served.Select(static r => r.Hops).ShouldBe([distance, distance]);
    }

    [Theory]
    [InlineData("10.0.0.0/8=2", "10.0.0.0/8", 2)]
    [InlineData("10.1.2.3=64", "10.1.2.3/32", 64)]
    [InlineData("fd00::/8=1", "fd00::/8", 1)]
    [InlineData("::1=3", "::1/128", 3)]
    public void A_declared_distance_is_written_network_equals_hops(string text, string network, int hops)
    {
        var declared = ClientHops.Parse(text);
        declared.Network.ShouldBe(IPNetwork.Parse(network));
        declared.Hops.ShouldBe(hops);
    }

    [Theory]
    [InlineData("")]
    [InlineData("10.0.0.0/8")]
    [InlineData("=2")]
    [InlineData("10.0.0.0/8=")]
    [InlineData("10.0.0.0/8=0")]
    [InlineData("10.0.0.0/8=65")]
    [InlineData("10.0.0.0/8=-1")]
    [InlineData("10.0.0.0/8=two")]
    [InlineData("10.0.0.0/33=2")]
    [InlineData("docker=2")]
    [InlineData("10.1=2")]
    public void Any_other_text_is_refused_with_the_form_that_is_allowed(string text) =>
        Should.Throw<FormatException>(() => ClientHops.Parse(text)).Message.ShouldContain("NETWORK=HOPS");

    private static void SetTtl(Socket socket, short ttl)
    {
        if (socket.AddressFamily is AddressFamily.InterNetworkV6)
        {
            Span<byte> hops = [(byte)ttl, 0, 0, 0];
            socket.SetRawSocketOption(41, 16, hops);
        }
        else
        {
            socket.Ttl = ttl;
        }
    }
}
