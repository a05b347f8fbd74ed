using System.Buffers;
using System.Net;
using System.Text;
using FakeImds.Cli.Run;
using FakeImds.Journal;

namespace FakeImds.Cli.Tests.Run;

public sealed class RequestLogTests
{
    private static readonly ServedRequest s_request = new()
    {
        Time = new DateTimeOffset(2026, 11, 24, 1, 2, 3, 45, TimeSpan.FromHours(2)),
        InstanceId = "i-1",
        Client = IPAddress.Parse("10.0.0.2"),
        Hops = 2,
        Method = "GET",
        Path = "/latest/meta-data/",
        Version = ImdsVersion.V2,
        Status = 200,
    };

    [Fact]
    public void A_line_has_time_client_distance_method_path_version_and_status() =>
        Line(s_request).ShouldBe("2026-11-23T23:02:03.045Z 10.0.0.2 hops=2 GET /latest/meta-data/ v2 200");

    [Fact]
    public void What_is_unknown_is_marked() =>
        Line(s_request with { Hops = null, Client = null, Version = ImdsVersion.V1, Status = 404 })
            .ShouldBe("2026-11-23T23:02:03.045Z - hops=? GET /latest/meta-data/ v1 404");

    [Fact]
    public void An_answer_that_did_not_arrive_has_no_status()
    {
        foreach (var (outcome, word) in new[] { (AnswerOutcome.Withheld, "withheld"), (AnswerOutcome.Expired, "expired"), (AnswerOutcome.Unsent, "unsent") })
        {
            Line(s_request with { Method = "PUT", Path = "/latest/api/token", Status = 0, Outcome = outcome })
                .ShouldEndWith(" PUT /latest/api/token v2 " + word);
        }
    }

    [Fact]
    public void A_mapped_address_is_written_as_IPv4() =>
        Line(s_request with { Client = IPAddress.Parse("::ffff:10.0.0.2") }).ShouldContain(" 10.0.0.2 hops");

    [Theory]
    [InlineData("/a\n2026-11-23T23:02:03.045Z 10.0.0.9 hops=1 GET /b v2 200", "/a%0A2026-11-23T23:02:03.045Z%2010.0.0.9%20hops=1%20GET%20/b%20v2%20200")]
    [InlineData("/a\r\t\0\u001b[31m\u007f", "/a%0D%09%00%1B[31m%7F")]
    [InlineData("/a\u0085\u2028\u202e\u00a0", "/a%C2%85%E2%80%A8%E2%80%AE%C2%A0")]
    [InlineData("/ä%0A", "/ä%0A")]
    [InlineData("", "-")]
    public void A_path_can_t_forge_a_line(string path, string shown) =>
        Line(s_request with { Path = path }).ShouldBe($"2026-11-23T23:02:03.045Z 10.0.0.2 hops=2 GET {shown} v2 200");

    [Fact]
    public void Half_a_surrogate_pair_is_written_as_the_replacement_character() =>
        Line(s_request with { Path = "/\ud800" }).ShouldEndWith(" /\ufffd v2 200");

    [Fact]
    public void A_JSON_line_has_the_same_and_the_instance() =>
        Json(s_request).ShouldBe("""{"time":"2026-11-23T23:02:03.045Z","instanceId":"i-1","client":"10.0.0.2","hops":2,"method":"GET","path":"/latest/meta-data/","version":"v2","status":200}""" + "\n");

    [Fact]
    public void In_JSON_what_is_unknown_is_null_and_nothing_breaks_the_line() =>
        Json(s_request with { Hops = null, Client = null, Path = "/a\n\"\u2028", Status = 0, Outcome = AnswerOutcome.Withheld })
            .ShouldBe("""{"time":"2026-11-23T23:02:03.045Z","instanceId":"i-1","client":null,"hops":null,"method":"GET","path":"/a\n\u0022\u2028","version":"v2","status":"withheld"}""" + "\n");

    [Fact]
    public void The_time_of_each_line_is_its_own()
    {
        var form = new RequestLine();
        string[] times = [.. new List<int> { 0, 1, 999, 1000, 61_001, 5 }.Select(ms => Line(form, s_request with { Time = s_request.Time.AddMilliseconds(ms) })[..24])];

        times.ShouldBe(["2026-11-23T23:02:03.045Z", "2026-11-23T23:02:03.046Z", "2026-11-23T23:02:04.044Z", "2026-11-23T23:02:04.045Z", "2026-11-23T23:03:04.046Z", "2026-11-23T23:02:03.050Z"]);
    }

    [Fact]
    public async Task All_lines_are_whole_and_in_order_and_leave_in_few_writes()
    {
        const int Clients = 8;
        const int Requests = 5000;
        var output = new RecordedOutput();
        await using (var log = Log(output))
        {
            log.Start();
            await Task.WhenAll(Enumerable.Range(0, Clients).Select(client => Task.Run(() =>
            {
                for (var i = 0; i < Requests; i++)
                {
                    log.Add(s_request with { Path = $"/{client}/{i}" });
                }
            })));

            // The end of the log waits for less than a busy machine may need.
            await output.UntilAsync(static text => text.AsSpan().Count('\n') == Clients * Requests);
        }

        string[] lines = [.. output.Text.Split('\n')[..^1]];
        lines.Length.ShouldBe(Clients * Requests);
        var paths = lines.Select(static l => l.Split(' ')[4].Split('/')).ToLookup(static p => p[1], static p => p[2]);
        for (var client = 0; client < Clients; client++)
        {
            paths[$"{client}"].ShouldBe(Enumerable.Range(0, Requests).Select(static i => $"{i}"));
        }

        output.Writes.ShouldBeLessThan(Clients * Requests / 10);
        output.Writes.ShouldBe(output.WritesWithWholeLines);
    }

    [Fact]
    public async Task A_lone_line_is_written_without_another_to_push_it()
    {
        var output = new RecordedOutput();
        await using var log = Log(output);
        log.Start();
        for (var i = 0; i < 3; i++)
        {
            log.Add(s_request with { Path = $"/{i}" });
            await output.UntilAsync(text => text.EndsWith($" /{i} v2 200\n", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Lines_wait_until_the_log_starts()
    {
        var output = new RecordedOutput();
        await using var log = Log(output);
        log.Add(s_request);
        output.Text.ShouldBeEmpty();
        log.Start();
        await output.UntilAsync(static text => text.Length > 0);
    }

    [Fact]
    public async Task Errors_are_statuses_from_400_up_and_answers_that_do_not_arrive()
    {
        var output = new RecordedOutput();
        await using (var log = Log(output, RequestLogLevel.Errors))
        {
            log.Start();
            foreach (var status in new[] { 200, 400, 0, 399, 503 })
            {
                log.Add(s_request with { Status = status, Outcome = status is 0 ? AnswerOutcome.Withheld : AnswerOutcome.Sent });
            }
        }

        output.Text.Split('\n').Select(static l => l.Split(' ')[^1]).ShouldBe(["400", "withheld", "503", ""]);
    }

    [Fact]
    public async Task An_output_that_fails_ends_the_log_with_one_line()
    {
        List<string> told = [];
        var output = new RecordedOutput { Failure = new IOException("no room") };
        await using (var log = new RequestLog(output, new RequestLine(), RequestLogLevel.Requests, told.Add))
        {
            log.Start();
            log.Add(s_request);
            await output.FailedAsync();
            log.Add(s_request);
        }

        told.ShouldBe(["fakeimds: the request log ends here, and serving goes on: no room"]);
    }

    [Fact]
    public async Task A_stalled_output_holds_neither_the_server_nor_the_end_and_the_lost_lines_are_counted()
    {
        using var gate = new ManualResetEventSlim();
        var output = new RecordedOutput { Gate = gate };
        var log = Log(output);
        try
        {
            log.Start();
            for (var i = 0; i < 100_000; i++)
            {
                log.Add(s_request);
            }

            await log.DisposeAsync();
        }
        finally
        {
            gate.Set();
        }

        await output.UntilAsync(static text => text.Contains(" requests are not in this log: the output was too slow)\n", StringComparison.Ordinal));
    }

    private static RequestLog Log(Stream output, RequestLogLevel level = RequestLogLevel.Requests) => new(output, new RequestLine(), level, static _ => { });

    private static string Line(ServedRequest request) => Line(new RequestLine(), request);

    private static string Json(ServedRequest request)
    {
        var buffer = new ArrayBufferWriter<byte>();
        var form = new RequestJson();
        form.Write(buffer, s_request);
        buffer.ResetWrittenCount();
        form.Write(buffer, request);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static string Line(RequestLine form, ServedRequest request)
    {
        var buffer = new ArrayBufferWriter<byte>();
        form.Write(buffer, request);
        var line = Encoding.UTF8.GetString(buffer.WrittenSpan);
        line.ShouldEndWith("\n");
        return line[..^1];
    }
}
