using System.Net;
using CsCheck;
using FakeImds.Ec2;
using FakeImds.Hops;
using static FakeImds.Tests.Service.LoopbackImds;

namespace FakeImds.Tests.Service;

/// <summary>Whatever is asked, the answer is one of the ledger's, whole and right: never a 5xx, never an exception.</summary>
public sealed class FuzzTests
{
    private static readonly MetadataOptions[] s_postures = [Optional, Required, Disabled];

    [Fact]
    public async Task Any_bytes_get_a_listed_answer_or_none()
    {
        foreach (var options in s_postures)
        {
            await using var imds = await StartAsync(options, static o => o.Instance = static d => d with { UserData = [0, 1, 2] });
            var token = await imds.Emulator.TokenOrNothingAsync();
            await RandomRequests.Raw.SampleAsync(
                async request =>
                {
                    using var connection = await imds.ConnectAsync();
                    await connection.SendAsync(request.Bytes.Replace("TOKEN", token, StringComparison.Ordinal));

                    // A changed byte can leave a request unfinished: then there is an answer only to what the server makes of its end.
                    if (request.IsTampered)
                    {
                        connection.SayNoMore();
                    }

                    var answer = await connection.ReadToEndAsync();
                    (answer is not null || request.IsTampered).ShouldBeTrue("no answer");
                    if (answer is not null)
                    {
                        ListedAnswers.ShouldBeListed(answer, isHead: request.Bytes.StartsWith("HEAD ", StringComparison.Ordinal), mayBeMalformed: true);
                    }
                },
                iter: 1_000, threads: 2);
            imds.Instance.ModifyMetadataOptions(new MetadataOptions { HttpEndpoint = OptionState.Enabled });
            (await imds.StatusAsync(await imds.TokenAsync())).ShouldBe(200);
        }
    }

    [Fact]
    public async Task Beyond_the_hop_limit_no_bytes_that_begin_as_a_put_get_an_answer()
    {
        await using var imds = await StartAsync(configure: static o => o.ClientHops.Add(ClientHops.Parse("127.0.0.1=2")));
        await RandomRequests.Raw.SampleAsync(
            async request =>
            {
                var word = request.Bytes.IndexOf(' ', StringComparison.Ordinal);
                using var connection = await imds.ConnectAsync();
                await connection.SendAsync("PUT" + request.Bytes[Math.Max(0, word)..]);

                // A withheld answer ends with its client, so that nothing needs to be waited for.
                connection.SayNoMore();
                (await connection.ReadBytesToEndAsync()).ShouldBe("");
            },
            iter: 1_000, threads: 2);
    }

    [Fact]
    public async Task Any_request_in_process_gets_a_listed_answer()
    {
        foreach (var options in s_postures)
        {
            await using var imds = new ImdsEmulator(new ImdsEmulatorOptions { MetadataOptions = options });
            using var client = imds.CreateClient();
            var token = await imds.TokenOrNothingAsync();
            await Gen.Select(RandomRequests.Method, RandomRequests.Path, RandomRequests.Header.Array[0, 4], Gen.Byte.Array[0, 50]).SampleAsync(
                async (method, path, headers, body) =>
                {
                    using var request = new HttpRequestMessage(new HttpMethod(method), new Uri("http://169.254.169.254" + path));
                    request.Content = body.Length % 2 == 0 ? null : new ByteArrayContent(body);
                    foreach (var (name, value) in headers)
                    {
                        request.Headers.TryAddWithoutValidation(name, value.Replace("TOKEN", token, StringComparison.Ordinal));
                    }

                    using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
                    ListedAnswers.ShouldBeListed(await WholeAsync(response), isHead: method == "HEAD", mayBeMalformed: false);
                },
                iter: 2_000, threads: 2);
        }
    }

    private static async Task<RawAnswer> WholeAsync(HttpResponseMessage response)
    {
        var body = await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        var words = response.StatusCode is HttpStatusCode.MethodNotAllowed || string.IsNullOrEmpty(response.ReasonPhrase) is false
            ? response.ReasonPhrase
            : response.StatusCode.ToString();
        var headers = response.Headers.NonValidated.Concat(response.Content.Headers.NonValidated).Select(static h => (h.Key, h.Value.ToString()));
        return new RawAnswer($"HTTP/1.1 {(int)response.StatusCode} {words}", [.. headers], body);
    }
}
