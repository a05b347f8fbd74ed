namespace FakeImds.Wire.Tests;

/// <summary>The emulator as a process: a container's entry point is stopped with SIGTERM, and a CI machine must be left as it was.</summary>
public sealed class LifecycleTests(HopTopology topology) : WireTest(topology)
{
    [Fact]
    public async Task Sigterm_stops_the_emulator_cleanly()
    {
        await using var emulator = await StartAsync(new());
        (await Curl.PutTokenAsync(Instance, IpFamily.IPv4)).ShouldBeAnsweredWith(200);

        var (exitCode, _) = await emulator.StopAsync();

        exitCode.ShouldBe(0, emulator.Output.ToString());
        (await Curl.WatchGetAsync(Instance, IpFamily.IPv4, "/")).Connected.ShouldBeFalse();
    }

    [Fact]
    public async Task Assigned_addresses_are_removed_on_exit()
    {
        // A namespace with nothing but lo, as a container without NET_ADMIN tricks of its own has it.
        await using var bare = await NetworkNamespace.CreateAsync("bare");
        var before = await bare.IpAsync("-o addr show lo");
        await using var emulator = await FakeImdsProcess.StartAsync(bare, new() { AssignAddresses = true });

        var during = await bare.IpAsync("-o addr show lo");
        during.ShouldContain("169.254.169.254/32");
        during.ShouldContain("fd00:ec2::254/128");
        (await Curl.PutTokenAsync(bare, IpFamily.IPv4)).ShouldBeAnsweredWith(200);
        (await Curl.PutTokenAsync(bare, IpFamily.IPv6)).ShouldBeAnsweredWith(200);

        (await emulator.StopAsync()).ExitCode.ShouldBe(0, emulator.Output.ToString());

        (await bare.IpAsync("-o addr show lo")).ShouldBe(before);
    }
}
