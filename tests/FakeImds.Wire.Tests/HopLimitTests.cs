namespace FakeImds.Wire.Tests;

/// <summary>
/// HttpPutResponseHopLimit as a client meets it. The posture of a container behind a bridge with limit 1 was recorded on EC2
/// (facts/imds-data-plane.md, section 4, SEEN DataDog/datadog-agent#55269): connect succeeds, the PUT is never answered, while
/// a GET (the v1 answer, or the 401) comes back at once from the same place. Hence the three kinds of request in each test.
/// </summary>
public sealed class HopLimitTests(HopTopology topology) : WireTest(topology)
{
    private const string InstanceId = "/latest/meta-data/instance-id";

    [Theory]
    [InlineData(IpFamily.IPv4)]
    [InlineData(IpFamily.IPv6)]
    public async Task Put_response_with_hop_limit_1_reaches_the_instance_and_dies_before_the_container(IpFamily family)
    {
        await using var emulator = await StartAsync(new() { HttpTokens = "optional", HopLimit = 1 });

        var answered = await Curl.PutTokenAsync(Instance, family);
        var hanging = await Curl.WatchPutTokenAsync(Container, family);

        answered.ShouldBeAnsweredWith(200);
        answered.Body.Length.ShouldBe(56);
        hanging.ShouldHangAfterConnecting();
    }

    [Theory]
    [InlineData(IpFamily.IPv4)]
    [InlineData(IpFamily.IPv6)]
    public async Task Get_passes_every_hop_while_the_put_response_dies(IpFamily family)
    {
        await using var emulator = await StartAsync(new() { HttpTokens = "optional", HopLimit = 1 });

        (await Curl.WatchPutTokenAsync(Container, family)).ShouldHangAfterConnecting();
        (await Curl.GetAsync(Container, family, InstanceId)).ShouldBeAnsweredWith(200);
    }

    [Theory]
    [InlineData(IpFamily.IPv4)]
    [InlineData(IpFamily.IPv6)]
    public async Task The_401_passes_every_hop_while_the_put_response_dies(IpFamily family)
    {
        await using var emulator = await StartAsync(new() { HttpTokens = "required", HopLimit = 1 });

        (await Curl.WatchPutTokenAsync(Container, family)).ShouldHangAfterConnecting();
        (await Curl.GetAsync(Container, family, InstanceId)).ShouldBeAnsweredWith(401);
    }

    [Theory]
    [InlineData(IpFamily.IPv4)]
    [InlineData(IpFamily.IPv6)]
    public async Task Put_response_with_hop_limit_2_reaches_instance_and_container(IpFamily family)
    {
        await using var emulator = await StartAsync(new() { HttpTokens = "required", HopLimit = 2 });

        foreach (var place in (NetworkNamespace[])[Instance, Container])
        {
            var token = await Curl.PutTokenAsync(place, family);
            token.ShouldBeAnsweredWith(200);
            token.Body.Length.ShouldBe(56);
            (await Curl.GetAsync(place, family, InstanceId, $"X-aws-ec2-metadata-token: {token.Body}")).ShouldBeAnsweredWith(200);
        }
    }

    /// <summary>The User Guide says "PUT response" and makes no exception for errors (section 4, INF).</summary>
    [Theory]
    [InlineData(IpFamily.IPv4, "0", "Accept: */*", 400)]
    [InlineData(IpFamily.IPv6, "0", "Accept: */*", 400)]
    [InlineData(IpFamily.IPv4, "21600", "X-Forwarded-For: 192.0.2.1", 403)]
    [InlineData(IpFamily.IPv6, "21600", "X-Forwarded-For: 192.0.2.1", 403)]
    public async Task Every_answer_to_a_put_is_limited(IpFamily family, string ttl, string header, int status)
    {
        await using var emulator = await StartAsync(new() { HopLimit = 1 });

        (await Curl.PutTokenAsync(Instance, family, ttl, header)).ShouldBeAnsweredWith(status);
        (await Curl.WatchPutTokenAsync(Container, family, ttl, header)).ShouldHangAfterConnecting();
    }
}
