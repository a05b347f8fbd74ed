namespace FakeImds.Wire.Tests;

/// <summary>Two programs with <c>--assign-addresses</c> in one network namespace: the last one takes the addresses away.</summary>
public sealed class SharedAddressesTests
{
    private static readonly EmulatorOptions s_first = new() { AssignAddresses = true };
    private static readonly EmulatorOptions s_second = new() { AssignAddresses = true, Listen = ["169.254.169.254:81", "[fd00:ec2::254]:81"] };

    [Theory]
    [InlineData("TERM", true)]
    [InlineData("TERM", false)]
    [InlineData("KILL", true)]
    [InlineData("KILL", false)]
    public async Task The_addresses_stay_until_the_last_of_two_programs_ends(string signal, bool endsTheFirst)
    {
        WireRequirement.Demand(await WireRequirement.Namespaces);
        await using var bare = await NetworkNamespace.CreateAsync("bare");
        await using var first = await FakeImdsProcess.StartAsync(bare, s_first);
        await using var second = await FakeImdsProcess.StartAsync(bare, s_second);

        await (endsTheFirst ? first : second).StopAsync(signal);
        var during = await bare.IpAsync("-o addr show lo");
        during.ShouldContain("169.254.169.254/32");
        during.ShouldContain("fd00:ec2::254/128");
        var address = endsTheFirst ? "169.254.169.254:81" : "169.254.169.254";
        (await bare.RunAsync("curl", "-s", "-o", "/dev/null", "-w", "%{http_code}", $"http://{address}/latest/")).MustSucceed().Output.ShouldBe("200");

        (await (endsTheFirst ? second : first).StopAsync()).ExitCode.ShouldBe(0);
        (await bare.IpAsync("-o addr show lo")).ShouldNotContain("254");
    }

    [Fact]
    public async Task An_address_of_the_user_s_is_nobody_s_to_remove()
    {
        WireRequirement.Demand(await WireRequirement.Namespaces);
        await using var bare = await NetworkNamespace.CreateAsync("bare");
        await bare.IpAsync("addr add 169.254.169.254/32 dev lo");
        await using var first = await FakeImdsProcess.StartAsync(bare, s_first);
        await using var second = await FakeImdsProcess.StartAsync(bare, s_second);
        await second.StopAsync("KILL");
        await first.StopAsync();
        var after = await bare.IpAsync("addr show lo");
        after.ShouldContain("169.254.169.254/32");
        after.ShouldNotContain("fd00:ec2");
    }
}
