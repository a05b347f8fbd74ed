using System.Text.RegularExpressions;
using CsCheck;
using FakeImds.Tests.Service;

namespace FakeImds.Wire.Tests;

/// <summary>Random bytes behind the word PUT: the instance is answered, the container beyond the hop limit gets neither a byte nor an end.</summary>
public sealed class WireFuzzTests(HopTopology topology) : WireTest(topology)
{
    private const int AtOnce = 100;

    private static readonly Gen<string[]> s_puts = RandomRequests.Raw
        .Where(static r => r.Bytes.Contains(' ', StringComparison.Ordinal))
        .Select(static r => "PUT" + r.Bytes[r.Bytes.IndexOf(' ', StringComparison.Ordinal)..])
        .Array[AtOnce];

    [Theory]
    [InlineData(IpFamily.IPv4, "expired", 2)]
    [InlineData(IpFamily.IPv6, "expired", 2)]
    [InlineData(IpFamily.IPv4, "withheld", 3)]
    public async Task Beyond_the_hop_limit_no_bytes_that_begin_as_a_put_get_a_byte(IpFamily family, string outcome, int hops)
    {
        await using var emulator = await StartAsync(new() { HopLimit = hops - 1, ClientHops = hops == 3 ? ["10.254.2.2=3"] : [] });
        var line = new Regex($@" hops={hops} PUT \S+ v[12] {outcome}$");
        var batches = 0;
        await s_puts.SampleAsync(
            async puts =>
            {
                var near = await RawClient.SendAllAsync(Instance, family, puts, halfClose: true);
                var answers = await Task.WhenAll(near.Select(static c => c.ReadToEndAsync()));
                puts.Where((_, number) => !answers[number].StartsWith("HTTP/1.1 ", StringComparison.Ordinal)).ShouldBeEmpty();

                var far = await RawClient.SendAllAsync(Container, family, puts, halfClose: true);
                await emulator.Output.WaitForAsync(line, ++batches * AtOnce);
                var get = await RawClient.SendAllAsync(Container, family, ["GET / HTTP/1.1\r\n\r\n"]);
                (await get[0].ReadToEndAsync()).ShouldStartWith("HTTP/1.1 200 ");
                puts.Where((_, number) => far[number].HasAnything && hops == 2).ShouldBeEmpty();
                if (hops == 3)
                {
                    // A withheld answer ends with its client's half-close.
                    (await Task.WhenAll(far.Select(static c => c.ReadToEndAsync()))).ShouldAllBe(static a => a.Length == 0);
                }

                Array.ForEach((RawClient[])[.. near, .. far, .. get], static c => c.Dispose());
            },
            iter: 5, threads: 1);
    }
}
