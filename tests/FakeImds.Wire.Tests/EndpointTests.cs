namespace FakeImds.Wire.Tests;

/// <summary>HttpProtocolIpv6: off unless enabled, and then there is nobody at the address (facts/imds-data-plane.md, 2.1, INF).</summary>
public sealed class EndpointTests(HopTopology topology) : WireTest(topology)
{
    private const string InstanceId = "/latest/meta-data/instance-id";

    [Fact]
    public async Task Ipv6_endpoint_does_not_answer_until_enabled()
    {
        await using (var disabled = await StartAsync(new() { IPv6 = false, HttpTokens = "optional" }))
        {
            (await Curl.GetAsync(Instance, IpFamily.IPv4, InstanceId)).ShouldBeAnsweredWith(200);

            var unanswered = await Curl.WatchGetAsync(Instance, IpFamily.IPv6, InstanceId);
            unanswered.ExitCode.ShouldBeOneOf(CurlResult.CouldNotConnect, CurlResult.TimedOut);
            unanswered.Connected.ShouldBeFalse();
        }

        await using var enabled = await StartAsync(new() { IPv6 = true, HttpTokens = "optional" });
        (await Curl.GetAsync(Instance, IpFamily.IPv6, InstanceId)).ShouldBeAnsweredWith(200);
    }
}
