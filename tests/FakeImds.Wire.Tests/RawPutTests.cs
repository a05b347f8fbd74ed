using System.Text.RegularExpressions;

namespace FakeImds.Wire.Tests;

/// <summary>
/// The hop limit and PUTs that no HTTP client would write: a probe takes any byte for a token
/// (docs/fidelity.md#hop-limit-malformed). Sent by a shell, so that nothing mends them on the way.
/// </summary>
public sealed partial class RawPutTests(HopTopology topology) : WireTest(topology)
{
    // $1 is the address, $2 the request. Prints what comes back until the end, or for as long as a client would wait.
    private const string Send = """exec 3<>"/dev/tcp/$1/80"; printf %b "$2" >&3; timeout 2 cat <&3 || true""";

    private const string Put = @"PUT /latest/api/token HTTP/1.";
    private const string Ttl = @"\r\nX-aws-ec2-metadata-token-ttl-seconds: 60";

    private static readonly (string Request, int Status)[] s_puts =
    [
        (Put + "1" + Ttl + @"\r\n\r\n", 200),
        (Put + "0" + Ttl + @"\r\n\r\n", 200),
        (Put + @"1\r\nHost: a\r\nContent-Length: x" + Ttl + @"\r\n\r\n", 400),
        (Put + @"1\r\nHost: a\r\nX y: 1" + Ttl + @"\r\n\r\n", 400),
        (@"PUT /\r\n\r\n", 400),
        (@"PUT / HTTP/2.0\r\nHost: a\r\n\r\n", 505),
    ];

    [Theory]
    [InlineData(IpFamily.IPv4, "169.254.169.254")]
    [InlineData(IpFamily.IPv6, "fd00:ec2::254")]
    public async Task No_spelling_of_a_put_gets_a_byte_beyond_the_hop_limit_and_the_log_says_expired(IpFamily family, string address)
    {
        await using var emulator = await StartAsync(new() { HopLimit = 1 });

        var near = await Task.WhenAll(s_puts.Select(put => SendAsync(Instance, address, put.Request)));
        near.Select(answer => answer[..Math.Min(answer.Length, 12)]).ShouldBe(s_puts.Select(put => $"HTTP/1.1 {put.Status}"), $"{family}");

        var far = await Task.WhenAll(s_puts.Select(put => SendAsync(Container, address, put.Request)));
        far.ShouldAllBe(answer => answer.Length == 0);
        await emulator.Output.WaitForAsync(Expired(), s_puts.Length);
    }

    private static async Task<string> SendAsync(NetworkNamespace from, string address, string request) =>
        (await from.RunAsync("bash", "-ec", Send, "bash", address, request)).MustSucceed().Output;

    [GeneratedRegex(@" hops=2 PUT \S+ v[12] expired$")]
    private static partial Regex Expired();
}
