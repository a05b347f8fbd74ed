using System.Diagnostics;

namespace FakeImds.Wire.Tests;

/// <summary>The library on the link-local addresses of a machine of its own, in a process that stays when the emulator is disposed.</summary>
public sealed class LibraryTests(HopTopology topology) : WireTest(topology)
{
    // curl's code for a connection that is refused.
    private const int Refused = 7;

    [Fact]
    public async Task The_IPv6_address_opens_and_closes_with_HttpProtocolIpv6_and_both_close_at_disposal()
    {
        await using var machine = await NetworkNamespace.CreateAsync("library");
        await machine.IpAsync("addr add 169.254.169.254/32 dev lo");
        await machine.IpAsync("addr add fd00:ec2::254/128 dev lo");
        using var program = Process.Start(machine.Prepare(Programs.LibraryHost[0], Programs.LibraryHost[1..]))!;
        await AnsweredAsync(program, "ready");
        await ShouldAnswerAsync(machine, IpFamily.IPv4);
        await ShouldRefuseAsync(machine, IpFamily.IPv6);

        foreach (var _ in (int[])[1, 2])
        {
            await TellAsync(program, "enabled");
            await ShouldAnswerAsync(machine, IpFamily.IPv6);
            await ShouldAnswerAsync(machine, IpFamily.IPv4);

            await TellAsync(program, "disabled");
            await ShouldRefuseAsync(machine, IpFamily.IPv6);
            await ShouldAnswerAsync(machine, IpFamily.IPv4);
        }

        await TellAsync(program, "enabled");
        program.StandardInput.Close();
        await AnsweredAsync(program, "closed");
        await ShouldRefuseAsync(machine, IpFamily.IPv6);
        await ShouldRefuseAsync(machine, IpFamily.IPv4);
    }

    private static async Task TellAsync(Process program, string state)
    {
        await program.StandardInput.WriteLineAsync(state);
        await AnsweredAsync(program, "ready");
    }

    private static async Task AnsweredAsync(Process program, string expected)
    {
        using var limit = new CancellationTokenSource(ProcessRunner.Patience);
        var line = await program.StandardOutput.ReadLineAsync(limit.Token);
        if (line != expected)
        {
            throw new InvalidOperationException($"Not {expected} but {line}: {await program.StandardError.ReadToEndAsync(limit.Token)}");
        }
    }

    private static async Task ShouldAnswerAsync(NetworkNamespace from, IpFamily family) =>
        (await Curl.GetAsync(from, family, "/latest/meta-data/instance-type")).ShouldBeAnsweredWith(200);

    private static async Task ShouldRefuseAsync(NetworkNamespace from, IpFamily family) =>
        (await Curl.WatchGetAsync(from, family, "/")).ExitCode.ShouldBe(Refused);
}
