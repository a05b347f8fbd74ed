using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using FakeImds.Ec2;
using FakeImds.Hops;
using FakeImds.Tests.Service;
using static FakeImds.Tests.Service.LoopbackImds;

namespace FakeImds.Tests.Hops;

/// <summary>The hop count of a connection, read back from the system.</summary>
public sealed class ResponseTtlTests
{
    public static TheoryData<string, string> Listeners => new()
    {
        { "127.0.0.1", "127.0.0.1" },
        { "::1", "::1" },
        { "::", "::1" },
        { "::", "127.0.0.1" },
    };

    [Theory]
    [MemberData(nameof(Listeners))]
    public async Task A_limit_is_the_ttl_of_all_packets_until_lifted(string listen, string connect)
    {
        LoopbackSockets.RequireLinux(IPAddress.Parse(listen));
        using var sockets = await LoopbackSockets.ConnectAsync(IPAddress.Parse(listen), IPAddress.Parse(connect));
        var isIpv6 = listen != "127.0.0.1";
        var (ipv4, ipv6) = (sockets.Ipv4Ttl, isIpv6 ? sockets.Ipv6Hops : 0);
        var ttl = new ResponseTtl(sockets.Service);
        foreach (var hops in new[] { 1, 2, 64 })
        {
            ttl.Limit(hops);
            Carries(hops).ShouldBeTrue();
        }

        ttl.Limit(1);
        ttl.Lift();
        sockets.Ipv4Ttl.ShouldBe(ipv4);
        (isIpv6 ? sockets.Ipv6Hops : 0).ShouldBe(ipv6);
        ttl.Limit(3);
        Carries(3).ShouldBeTrue();

        bool Carries(int hops) =>
            (connect == "127.0.0.1" ? sockets.Ipv4Ttl : sockets.Ipv6Hops) == hops && (!isIpv6 || sockets.Ipv6Hops == hops);
    }

    [Fact]
    public async Task Lifting_without_a_limit_leaves_the_ttl_alone()
    {
        LoopbackSockets.RequireLinux(IPAddress.Loopback);
        using var sockets = await LoopbackSockets.ConnectAsync(IPAddress.Loopback, IPAddress.Loopback);
        sockets.Service.Ttl = 33;
        new ResponseTtl(sockets.Service).Lift();
        sockets.Ipv4Ttl.ShouldBe(33);
    }

    [Fact]
    public async Task A_limit_stays_while_its_answer_is_not_acknowledged()
    {
        LoopbackSockets.RequireLinux(IPAddress.Loopback);
        using var sockets = await LoopbackSockets.ConnectAsync(IPAddress.Loopback, IPAddress.Loopback);
        DropAllIncoming(sockets.Client);
        var ttl = new ResponseTtl(sockets.Service);
        ttl.Limit(1);
        await sockets.Service.SendAsync("token"u8.ToArray(), TestContext.Current.CancellationToken);
        ttl.Lift();
        sockets.Ipv4Ttl.ShouldBe(1);
    }

    [Theory]
    [InlineData("127.0.0.1", "127.0.0.1")]
    [InlineData("::", "127.0.0.1")]
    [InlineData("::1", "::1")]
    public async Task On_a_kept_connection_a_get_after_a_put_travels_unlimited(string listen, string connect)
    {
        LoopbackSockets.RequireLinux(IPAddress.Parse(listen));
        await using var imds = await StartAsync(new MetadataOptions { HttpPutResponseHopLimit = 5 }, static o => o.KeepAlive = true);
        var endpoint = await imds.Emulator.ListenAsync(
            new IPEndPoint(IPAddress.Parse(listen), 0), cancellationToken: TestContext.Current.CancellationToken);
        using var connection = await RawConnection.OpenAsync(new IPEndPoint(IPAddress.Parse(connect), endpoint.Port));
        for (var i = 0; i < 3; i++)
        {
            DropBelow(connection.Socket, hops: 5);
            await connection.SendAsync(Request("PUT", TokenPath, TtlHeader + "60"));
            var token = (await connection.ReadAsync()).Text;
            DropBelow(connection.Socket, hops: 64);
            await connection.SendAsync(Request("GET", Leaf, TokenHeader + token));
            (await connection.ReadAsync()).Text.ShouldBe("t3.micro");
        }
    }

    [Fact]
    public void The_wire_level_is_there_on_linux() => WireHops.IsAvailable.ShouldBe(OperatingSystem.IsLinux());

    /// <summary>Makes the client's system drop packets with fewer hops left: IP_MINTTL, IPV6_MINHOPCOUNT.</summary>
    private static void DropBelow(Socket client, int hops)
    {
        Span<byte> value = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(value, hops);
        var isIpv6 = client.AddressFamily is AddressFamily.InterNetworkV6;
        client.SetRawSocketOption(isIpv6 ? 41 : 0, isIpv6 ? 73 : 21, value);
    }

    /// <summary>A socket filter (SO_ATTACH_FILTER) of one instruction that accepts nothing, so that nothing is acknowledged.</summary>
    private static void DropAllIncoming(Socket client)
    {
        ulong[] acceptNothing = [0x06];
        var pinned = GCHandle.Alloc(acceptNothing, GCHandleType.Pinned);
        try
        {
            Span<byte> program = stackalloc byte[16];
            program.Clear();
            program[0] = 1;
            BinaryPrimitives.WriteInt64LittleEndian(program[8..], pinned.AddrOfPinnedObject());
            client.SetRawSocketOption(1, 26, program);
        }
        finally
        {
            pinned.Free();
        }
    }
}
