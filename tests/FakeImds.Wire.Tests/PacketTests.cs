namespace FakeImds.Wire.Tests;

/// <summary>
/// The hop limit as it is on the wire: the IP TTL (hop limit, in IPv6) of the packets that carry the answer to a PUT
/// (facts/imds-data-plane.md, section 4, DOC). The SYN-ACK and the answer to a GET are not limited: a container beyond the limit
/// does connect and does get its GETs answered (SEEN). Captured at the instance, one link from the emulator, where no router has
/// counted down yet.
/// </summary>
public sealed class PacketTests(HopTopology topology) : WireTest(topology)
{
    /// <summary>The highest hop limit EC2 accepts; a packet that starts with as much is not limited by any.</summary>
    private const int Unlimited = 64;

    [Theory]
    [InlineData(IpFamily.IPv4, 1)]
    [InlineData(IpFamily.IPv4, 2)]
    [InlineData(IpFamily.IPv4, 5)]
    [InlineData(IpFamily.IPv4, 64)]
    [InlineData(IpFamily.IPv6, 1)]
    [InlineData(IpFamily.IPv6, 2)]
    [InlineData(IpFamily.IPv6, 5)]
    [InlineData(IpFamily.IPv6, 64)]
    public async Task Hop_limit_is_the_ttl_of_the_put_response_packets_on_the_wire(IpFamily family, int limit)
    {
        await using var emulator = await StartAsync(new() { HttpTokens = "optional", HopLimit = limit });
        await using var capture = await PacketCapture.StartAsync(Instance, "emu0");

        var put = await Curl.PutTokenAsync(Instance, family);
        var get = await Curl.GetAsync(Instance, family, "/latest/meta-data/instance-id");
        var putPackets = await capture.ConversationAsync(put.LocalPort);
        var getPackets = await capture.ConversationAsync(get.LocalPort);

        put.ShouldBeAnsweredWith(200);
        get.ShouldBeAnsweredWith(200);

        var answer = putPackets.Where(packet => packet.Payload.Length > 0).ToArray();
        string.Concat(answer.Select(packet => packet.Payload)).ShouldContain(put.Body);
        answer.ShouldAllBe(packet => packet.Ttl == limit);
        putPackets.Single(packet => packet.IsSynAck).Ttl.ShouldBeGreaterThanOrEqualTo(Unlimited);

        string.Concat(getPackets.Select(packet => packet.Payload)).ShouldEndWith(get.Body);
        getPackets.ShouldAllBe(packet => packet.Ttl >= Unlimited);
    }
}
