using System.Globalization;
using System.Text.RegularExpressions;

namespace FakeImds.Wire.Tests;

/// <summary>
/// The emulator notes how far away a client is, so that its report can say which hop limit would have broken it. On Linux it reads
/// that off the connection's own SYN (TCP_SAVED_SYN; DESIGN, Hops): 64 less the routers on the way.
/// </summary>
public sealed class ClientDistanceTests(HopTopology topology) : WireTest(topology)
{
    [Theory]
    [InlineData(IpFamily.IPv4)]
    [InlineData(IpFamily.IPv6)]
    public async Task Client_distance_is_measured_from_the_saved_syn(IpFamily family)
    {
        await using var emulator = await StartAsync(new() { HttpTokens = "optional" });

        (await Curl.GetAsync(Instance, family, "/latest/meta-data/instance-id")).ShouldBeAnsweredWith(200);
        (await Curl.GetAsync(Container, family, "/latest/meta-data/ami-id")).ShouldBeAnsweredWith(200);

        (await LoggedHopsAsync(emulator, "instance-id")).ShouldBe(1);
        (await LoggedHopsAsync(emulator, "ami-id")).ShouldBe(2);
    }

    private static async Task<int> LoggedHopsAsync(FakeImdsProcess emulator, string leaf)
    {
        var line = (await emulator.Output.WaitForAsync(new Regex($@"(?=.*\bhops=(?<hops>\d+)).*/latest/meta-data/{leaf}\b"))).Single();
        return int.Parse(line.Groups["hops"].Value, CultureInfo.InvariantCulture);
    }
}
