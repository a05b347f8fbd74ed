using System.Text.RegularExpressions;

namespace FakeImds.Wire.Tests;

/// <summary>
/// The hop limit and PUTs that no HTTP client would write: a probe takes any byte for a token (docs/fidelity.md#hop-limit-malformed).
/// The instance is answered each of them; the container, beyond the limit, gets neither a byte nor the end of its connection.
/// </summary>
public sealed partial class RawPutTests(HopTopology topology) : WireTest(topology)
{
    private const string Get = "GET /latest/meta-data/instance-type HTTP/1.1\r\nHost: a\r\n\r\n";

    // More than the real distance, so that only the declaration keeps the answers back.
    private static readonly string[] s_declared = ["10.254.2.2=3", "fd00:fa4e:2::2=3"];

    [Theory]
    [InlineData(IpFamily.IPv4)]
    [InlineData(IpFamily.IPv6)]
    public async Task No_spelling_of_a_put_gets_a_byte_beyond_the_hop_limit_and_the_log_says_expired(IpFamily family)
    {
        await using var emulator = await StartAsync(new() { HopLimit = 1 });
        await NearIsAnsweredAsync(emulator, family, static put => put.Status);
        await FarGetsNothingAsync(emulator, family, RawPuts.Requests, Expired());
    }

    [Theory]
    [InlineData(IpFamily.IPv4)]
    [InlineData(IpFamily.IPv6)]
    public async Task No_spelling_of_a_put_gets_a_byte_beyond_a_declared_distance_and_the_log_says_withheld(IpFamily family)
    {
        await using var emulator = await StartAsync(new() { HopLimit = 2, ClientHops = s_declared });
        await NearIsAnsweredAsync(emulator, family, static put => put.Status);
        await FarGetsNothingAsync(emulator, family, RawPuts.Requests, Withheld());
    }

    [Theory]
    [InlineData(IpFamily.IPv4, false)]
    [InlineData(IpFamily.IPv6, false)]
    [InlineData(IpFamily.IPv4, true)]
    public async Task A_disabled_endpoint_answers_all_of_them_alike_and_not_beyond_the_limit(IpFamily family, bool isDeclared)
    {
        await using var emulator = await StartAsync(new() { HopLimit = isDeclared ? 2 : 1, Endpoint = "disabled", ClientHops = isDeclared ? s_declared : [] });
        await NearIsAnsweredAsync(emulator, family, static _ => 403);
        await FarGetsNothingAsync(emulator, family, RawPuts.Requests, isDeclared ? Withheld() : Expired());
        (await AnswersAsync(await RawClient.SendAllAsync(Container, family, [Get, "GET /\r\n\r\n"]))).ShouldAllBe(static a => a.StartsWith("HTTP/1.1 403 ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(IpFamily.IPv4, false)]
    [InlineData(IpFamily.IPv6, false)]
    [InlineData(IpFamily.IPv4, true)]
    public async Task A_later_request_of_a_kept_connection_is_limited_as_the_first(IpFamily family, bool isDeclared)
    {
        await using var emulator = await StartAsync(new() { HopLimit = isDeclared ? 2 : 1, KeepAlive = true, ClientHops = isDeclared ? s_declared : [] });
        const string options = "OPTIONS /latest/api/token HTTP/1.1\r\nHost: a\r\n\r\n";
        foreach (var (place, isFar) in new[] { (Instance, false), (Container, true) })
        {
            var clients = await RawClient.ConnectAsync(place, family, RawPuts.All.Length);
            foreach (var client in clients)
            {
                await client.SendAsync(options);
                (await client.ReadHeadAsync()).ShouldStartWith("HTTP/1.1 200 ");
            }

            await Task.WhenAll(clients.Zip(RawPuts.Requests, static (client, request) => client.SendAsync(request)));
            if (isFar)
            {
                await NothingCameAsync(emulator, family, clients, isDeclared ? Withheld() : Expired());
            }
            else
            {
                (await Task.WhenAll(clients.Select(static c => c.ReadHeadAsync()))).Select(Status).ShouldBe(RawPuts.All.Select(static put => put.Status));
            }

            Array.ForEach(clients, static c => c.Dispose());
        }
    }

    [Theory]
    [InlineData(IpFamily.IPv4)]
    [InlineData(IpFamily.IPv6)]
    public async Task The_preface_of_HTTP2_is_no_put_and_is_answered_everywhere(IpFamily family)
    {
        await using var emulator = await StartAsync(new() { HopLimit = 1 });
        foreach (var place in (NetworkNamespace[])[Instance, Container])
        {
            (await AnswersAsync(await RawClient.SendAllAsync(place, family, ["PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"]))).ShouldAllBe(static a => a.StartsWith("HTTP/1.1 400 ", StringComparison.Ordinal));
        }

        await emulator.Output.WaitForAsync(Preface(), 2);
    }

    [Theory]
    [InlineData(IpFamily.IPv4)]
    [InlineData(IpFamily.IPv6)]
    public async Task A_client_that_half_closes_gets_its_answer_200_times_of_200(IpFamily family)
    {
        await using var emulator = await StartAsync(new() { HopLimit = 1 });
        var puts = Enumerable.Range(0, 100).Select(static n => RawPuts.Requests[n % 4]).ToArray();
        var gets = Enumerable.Repeat(Get, 100).ToArray();
        (await AnswersAsync(await RawClient.SendAllAsync(Instance, family, [.. puts, .. gets], halfClose: true))).Select(Status).ShouldAllBe(static s => s == 200);
        (await AnswersAsync(await RawClient.SendAllAsync(Container, family, gets, halfClose: true))).Select(Status).ShouldAllBe(static s => s == 200);
        await FarGetsNothingAsync(emulator, family, puts, Expired(), halfClose: true);
    }

    private async Task NearIsAnsweredAsync(FakeImdsProcess emulator, IpFamily family, Func<(string Request, int Status), int> status)
    {
        var expected = RawPuts.All.Select(status).ToArray();
        (await AnswersAsync(await RawClient.SendAllAsync(Instance, family, RawPuts.Requests))).Select(Status).ShouldBe(expected);
        foreach (var group in expected.GroupBy(static s => s))
        {
            await emulator.Output.WaitForAsync(new Regex($@" hops=1 PUT \S+ v[12] {group.Key}$"), group.Count());
        }
    }

    private async Task FarGetsNothingAsync(FakeImdsProcess emulator, IpFamily family, IReadOnlyList<string> requests, Regex line, bool halfClose = false)
    {
        var clients = await RawClient.SendAllAsync(Container, family, requests, halfClose);
        await NothingCameAsync(emulator, family, clients, line);
        Array.ForEach(clients, static c => c.Dispose());
    }

    // When the log tells of all of them and a later request is answered, what could have come has come.
    private async Task NothingCameAsync(FakeImdsProcess emulator, IpFamily family, RawClient[] clients, Regex line)
    {
        await emulator.Output.WaitForAsync(line, clients.Length);
        (await AnswersAsync(await RawClient.SendAllAsync(Container, family, [Get.Replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n", StringComparison.Ordinal)]))).ShouldAllBe(static a => a.Length > 0);
        clients.Select((client, number) => client.HasAnything ? RawPuts.Requests[number % RawPuts.Requests.Count] : "").ShouldAllBe(static r => r.Length == 0);
    }

    private static async Task<string[]> AnswersAsync(RawClient[] clients)
    {
        var answers = await Task.WhenAll(clients.Select(static c => c.ReadToEndAsync()));
        Array.ForEach(clients, static c => c.Dispose());
        return answers;
    }

    private static int Status(string answer) => answer.Length < 12 ? 0 : int.Parse(answer.AsSpan(9, 3), System.Globalization.CultureInfo.InvariantCulture);

    [GeneratedRegex(@" hops=2 PUT \S+ v[12] expired$")]
    private static partial Regex Expired();

    [GeneratedRegex(@" hops=3 PUT \S+ v[12] withheld$")]
    private static partial Regex Withheld();

    [GeneratedRegex(@" PRI \* v1 400$")]
    private static partial Regex Preface();
}
