using FakeImds.Hops;
using FakeImds.Journal;
using static FakeImds.Tests.Service.LoopbackImds;

namespace FakeImds.Tests.Service;

/// <summary>Requests that Kestrel refuses and EC2 serves, and clients that close their half.</summary>
public sealed class LenientHeadTests
{
    private const string Ttl = TtlHeader + "60";

    public static TheoryData<string> Puts => new(
        $"PUT {TokenPath} HTTP/1.1\r\n{Ttl}\r\nAccept: */*\r\nUser-Agent: aws-sdk-crt/aws-imds-client\r\nConnection: keep-alive\r\n\r\n",
        $"PUT {TokenPath} HTTP/1.1\r\nHost: a\r\nHost: b\r\n{Ttl}\r\n\r\n",
        $"PUT {TokenPath} HTTP/1.1\r\nHost: a b/c\r\n{Ttl}\r\n\r\n",
        $"PUT {TokenPath} HTTP/1.1\r\nHost: a:\r\n{Ttl}\r\n\r\n",
        $"PUT {TokenPath} HTTP/1.1\r\nHost: [fd00:ec2::254]:80\r\n{Ttl}\r\n\r\n",
        $"PUT {TokenPath} HTTP/1.0\r\n{Ttl}\r\n\r\n",
        $"PUT {TokenPath} HTTP/1.0\r\nHost: a\r\nHost: b\r\n{Ttl}\r\n\r\n",
        $"PUT {TokenPath} HTTP/1.0\nHost: a\n{Ttl}\n\n",
        $"PUT {TokenPath} HTTP/1.1\n{Ttl}\n\n",
        $"\r\n\nPUT {TokenPath} HTTP/1.1\r\n{Ttl}\r\n\r\n",
        $"PUT http://169.254.169.254{TokenPath} HTTP/1.1\r\n{Ttl}\r\n\r\n",
        $"PUT {TokenPath} HTTP/1.1\r\n{Ttl}\r\nUser-Agent: caf\u00e9\r\n\r\n",
        $"PUT {TokenPath} HTTP/1.1\r\n{Ttl}\r\nContent-Length: 5\r\n\r\nhello",
        $"PUT {TokenPath} HTTP/1.1\r\n{Ttl}\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n");

    [Theory]
    [MemberData(nameof(Puts), DisableDiscoveryEnumeration = true)]
    public async Task What_EC2_serves_is_served_in_one_piece_and_in_single_bytes(string request)
    {
        await using var imds = await StartAsync();
        (await imds.ExchangeAsync(request)).Status.ShouldBe(200);
        using var connection = await imds.ConnectAsync();
        foreach (var octet in request)
        {
            await connection.SendAsync(octet.ToString());
        }

        (await connection.ReadToEndAsync())!.Text.Length.ShouldBe(56);
    }

    [Theory]
    [MemberData(nameof(Puts), DisableDiscoveryEnumeration = true)]
    public async Task Beyond_the_hop_limit_no_spelling_gets_a_byte(string request)
    {
        var served = new TaskCompletionSource<ServedRequest>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var imds = await StartAsync(configure: o =>
        {
            o.ClientHops.Add(ClientHops.Parse("127.0.0.1=2"));
            o.OnRequest = r => served.TrySetResult(r);
        });
        using var connection = await imds.ConnectAsync();
        await connection.SendAsync(request);
        (await served.Task.WaitAsync(TestContext.Current.CancellationToken)).Outcome.ShouldBe(AnswerOutcome.Withheld);
        imds.Time.Advance(TimeSpan.FromSeconds(60));
        (await connection.EndsWithResetAsync()).ShouldBeTrue();
    }

    [Fact]
    public async Task A_get_without_a_host_is_served()
    {
        await using var imds = await StartAsync(Required);
        var token = await imds.TokenAsync();
        (await imds.ExchangeAsync($"GET {Leaf} HTTP/1.1\r\n{TokenHeader}{token}\r\n\r\n")).Text.ShouldBe("t3.micro");
        (await imds.ExchangeAsync($"GET {Leaf} HTTP/1.1\r\n\r\n")).Status.ShouldBe(401);
    }

    [Fact]
    public async Task A_client_that_half_closes_gets_its_answer_and_the_log_says_so()
    {
        var served = 0;
        await using var imds = await StartAsync(configure: o => o.OnRequest = r => served += r is { Status: 200, Outcome: AnswerOutcome.Sent } ? 1 : 0);
        string[] requests =
        [
            Request("GET", Leaf), Request("PUT", TokenPath, Ttl), Request("PUT", TokenPath, Ttl, "Content-Length: 5") + "hello",
            Request("PUT", TokenPath, Ttl, "Transfer-Encoding: chunked") + "3\r\nabc\r\n0\r\n\r\n", $"PUT {TokenPath} HTTP/1.0\r\n{Ttl}\r\nContent-Length: 5\r\n\r\nhello",
        ];
        for (var i = 0; i < 200; i++)
        {
            using var connection = await imds.ConnectAsync();
            await connection.SendAsync(requests[i % requests.Length]);
            connection.SayNoMore();
            (await connection.ReadToEndAsync()).ShouldNotBeNull().Status.ShouldBe(200);
        }

        served.ShouldBe(200);
    }

    [Theory]
    [InlineData("Content-Length: 9", "abc")]
    [InlineData("Transfer-Encoding: chunked", "3\r\nab")]
    [InlineData("Transfer-Encoding: chunked", "3")]
    public async Task A_body_that_ends_before_its_end_gets_no_answer_and_the_connection_ends(string header, string body)
    {
        await using var imds = await StartAsync();
        using var connection = await imds.ConnectAsync();
        await connection.SendAsync(Request("PUT", TokenPath, Ttl, header) + body);
        connection.SayNoMore();
        (await connection.ReadBytesToEndAsync()).ShouldBe("");
    }

    [Fact]
    public async Task An_answer_to_a_client_that_is_gone_is_not_logged_as_sent()
    {
        var served = new TaskCompletionSource<ServedRequest>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var imds = await StartAsync(configure: o => o.OnRequest = r => served.TrySetResult(r));
        using (var connection = await imds.ConnectAsync())
        {
            await connection.SendAsync(Request("POST", Leaf, "Content-Length: 9") + "abc");
            connection.Socket.LingerState = new(enable: true, seconds: 0);
        }

        var request = await served.Task.WaitAsync(TestContext.Current.CancellationToken);
        (request.Status, request.Outcome).ShouldBe((0, AnswerOutcome.Unsent));
    }
}
