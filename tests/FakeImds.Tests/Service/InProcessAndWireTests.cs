using System.Text.RegularExpressions;
using FakeImds.Ec2;
using static FakeImds.Tests.Service.LoopbackImds;

namespace FakeImds.Tests.Service;

/// <summary>A well-formed request gets the same answer in process and on the wire: status, headers and body.</summary>
public sealed partial class InProcessAndWireTests
{
    private static readonly string[] s_targets =
    [
        "/", "/latest", "/latest/", "/latest/meta-data", "/latest/meta-data/", Leaf, Leaf + "/", Leaf + "?a=b", "/latest//meta-data/instance-id",
        "/latest/meta-data/nothing", "/latest/meta%2Ddata/ami-id", "/latest/meta-data/%20", "/latest/user-data", "/latest/dynamic/",
        "/latest/dynamic/instance-identity/document", "/2009-04-04/meta-data/", "/1999-01-01/", TokenPath,
    ];

    private static readonly byte[][] s_bodies = [[], "hello"u8.ToArray(), new byte[60_000]];

    public static TheoryData<string, bool> Methods
    {
        get
        {
            var all = new TheoryData<string, bool>();
            foreach (var method in (string[])["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "SPAM"])
            {
                all.Add(method, false);
                all.Add(method, true);
            }

            return all;
        }
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task A_well_formed_request_gets_the_same_answer_in_process_and_on_the_wire(string method, bool keepsConnections)
    {
        foreach (var options in (MetadataOptions[])[Optional, Required, Disabled])
        {
            await using var imds = await StartAsync(options, o => o.KeepAlive = keepsConnections);
            using var inProcess = imds.Emulator.CreateClient();
            var token = await imds.Emulator.TokenOrNothingAsync();
            using var wire = new HttpClient { BaseAddress = new Uri($"http://{imds.Endpoint}") };
            foreach (var target in s_targets)
            {
                foreach (var header in (string?[])[null, TokenHeader + "none", TokenHeader + "TOKEN", TtlHeader + "60", TtlHeader + "0", TtlHeader + "x", "X-Forwarded-For: 192.0.2.1", "Range: bytes=0-1"])
                {
                    var sent = header?.Replace("TOKEN", token, StringComparison.Ordinal);
                    (await AskAsync(wire, method, target, sent)).ShouldBe(await AskAsync(inProcess, method, target, sent), $"{method} {target} {header}");
                }
            }

            foreach (var body in method is "GET" or "HEAD" or "PUT" or "POST" ? s_bodies : [])
            {
                foreach (var isChunked in (bool[])[false, true])
                {
                    (await AskAsync(wire, method, TokenPath, TtlHeader + "60", Content(body, isChunked))).ShouldBe(
                        await AskAsync(inProcess, method, TokenPath, TtlHeader + "60", Content(body, isChunked)), $"{method} with {body.Length} bytes, chunked: {isChunked}");
                }
            }
        }
    }

    // Without a length HttpClient sends chunks.
    private static HttpContent Content(byte[] body, bool isChunked) => isChunked ? new StreamContent(new UnknownLength(body)) : new ByteArrayContent(body);

    private static async Task<string> AskAsync(HttpClient client, string method, string target, string? header, HttpContent? content = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(target, UriKind.Relative)) { Content = content };
        if (header?.Split(": ") is [var name, var value])
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
        var body = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var headers = answer.Headers.Concat(answer.Content.Headers).Select(static h => $"{h.Key}: {string.Join(", ", h.Value)}").Order(StringComparer.Ordinal);
        return $"{(int)answer.StatusCode} {answer.ReasonPhrase}\n{string.Join('\n', headers)}\n\n{Token().Replace(body, "TOKEN")}";
    }

    [GeneratedRegex("^AQAEA[A-Za-z0-9_-]{49}==$")]
    private static partial Regex Token();

    private sealed class UnknownLength(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}
