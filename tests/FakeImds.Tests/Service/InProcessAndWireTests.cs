using FakeImds.Ec2;
using static FakeImds.Tests.Service.LoopbackImds;

namespace FakeImds.Tests.Service;

/// <summary>A well-formed request gets the same answer in process and on the wire: status, headers and body.</summary>
public sealed class InProcessAndWireTests
{
    private static readonly string[] s_targets =
    [
        "/", "/latest", "/latest/", "/latest/meta-data", "/latest/meta-data/", Leaf, Leaf + "/", Leaf + "?a=b", "/latest//meta-data/instance-id",
        "/latest/meta-data/nothing", "/latest/meta%2Ddata/ami-id", "/latest/meta-data/%20", "/latest/user-data", "/latest/dynamic/",
        "/latest/dynamic/instance-identity/document", "/2009-04-04/meta-data/", "/1999-01-01/", TokenPath,
    ];

    [Theory]
    [InlineData("GET")]
    [InlineData("HEAD")]
    [InlineData("POST")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("OPTIONS")]
    [InlineData("SPAM")]
    public async Task A_well_formed_request_gets_the_same_answer_in_process_and_on_the_wire(string method)
    {
        foreach (var options in (MetadataOptions[])[Optional, Required, Disabled])
        {
            await using var imds = await StartAsync(options);
            using var inProcess = imds.Emulator.CreateClient();
            using var wire = new HttpClient { BaseAddress = new Uri($"http://{imds.Endpoint}") };
            foreach (var target in s_targets)
            {
                foreach (var header in (string?[])[null, TokenHeader + "none", TtlHeader + "0", TtlHeader + "x", "X-Forwarded-For: 192.0.2.1", "Range: bytes=0-1"])
                {
                    (await AskAsync(wire, method, target, header)).ShouldBe(await AskAsync(inProcess, method, target, header), $"{method} {target} {header}");
                }
            }
        }
    }

    private static async Task<string> AskAsync(HttpClient client, string method, string target, string? header)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(target, UriKind.Relative));
        if (header?.Split(": ") is [var name, var value])
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
        var body = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var headers = answer.Headers.Concat(answer.Content.Headers).Select(static h => $"{h.Key}: {string.Join(", ", h.Value)}").Order(StringComparer.Ordinal);
        return $"{(int)answer.StatusCode} {answer.ReasonPhrase}\n{string.Join('\n', headers)}\n\n{body}";
    }
}
