using System.Net;
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
        RequestLine.Of(s_request).ShouldBe("2026-11-23T23:02:03.045Z 10.0.0.2 hops=2 GET /latest/meta-data/ v2 200");

    [Fact]
    public void What_is_unknown_is_marked() =>
        RequestLine.Of(s_request with { Hops = null, Client = null, Version = ImdsVersion.V1, Status = 404 })
            .ShouldBe("2026-11-23T23:02:03.045Z - hops=? GET /latest/meta-data/ v1 404");

    [Fact]
    public void A_withheld_answer_has_no_status() =>
        RequestLine.Of(s_request with { Method = "PUT", Path = "/latest/api/token", Status = 0 })
            .ShouldEndWith(" PUT /latest/api/token v2 withheld");

    [Fact]
    public void A_mapped_address_is_written_as_IPv4() =>
        RequestLine.Of(s_request with { Client = IPAddress.Parse("::ffff:10.0.0.2") }).ShouldContain(" 10.0.0.2 hops");

    [Theory]
    [InlineData("/a\n2026-11-23T23:02:03.045Z 10.0.0.9 hops=1 GET /b v2 200", "/a%0A2026-11-23T23:02:03.045Z%2010.0.0.9%20hops=1%20GET%20/b%20v2%20200")]
    [InlineData("/a\r\t\0\u001b[31m\u007f", "/a%0D%09%00%1B[31m%7F")]
    [InlineData("/a\u0085\u2028\u202e\u00a0", "/a%C2%85%E2%80%A8%E2%80%AE%C2%A0")]
    [InlineData("/ä%0A", "/ä%0A")]
    [InlineData("", "-")]
    public void A_path_can_t_forge_a_line(string path, string shown) =>
        RequestLine.Of(s_request with { Path = path }).ShouldBe($"2026-11-23T23:02:03.045Z 10.0.0.2 hops=2 GET {shown} v2 200");

    [Fact]
    public void Half_a_surrogate_pair_is_written_as_the_replacement_character() =>
        RequestLine.Of(s_request with { Path = "/\ud800" }).ShouldEndWith(" /\ufffd v2 200");

    [Fact]
    public async Task All_lines_are_written_before_the_log_closes()
    {
        using var output = new StringWriter();
        await using (var log = new RequestLog(output))
        {
            for (var i = 0; i < 1000; i++)
            {
                log.Add(s_request);
            }
        }

        output.ToString().Split('\n').Length.ShouldBe(1001);
    }

    [Fact]
    public async Task A_stalled_output_holds_neither_the_server_nor_the_end()
    {
        using var gate = new ManualResetEventSlim();
        using var output = new StalledWriter(gate);
        var log = new RequestLog(output);
        try
        {
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
    }
}
