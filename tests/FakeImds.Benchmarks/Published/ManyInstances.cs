using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using FakeImds.Benchmarks.Subjects;

namespace FakeImds.Benchmarks.Published;

/// <summary>What ten thousand instances with an address each cost the program: launched through the API, described, asked.</summary>
internal static partial class ManyInstances
{
    private const int BatchSize = 1_000;
    private const int Gets = 2_000;

    private static readonly int s_count = QuickRun.IsOn ? BatchSize : 10_000;

    public static void Measure(Peer peer)
    {
        using var running = new RunningPeer(peer);
        running.Drain();
        using var client = new HttpClient { BaseAddress = new Uri($"http://{running.Endpoint}/"), Timeout = TimeSpan.FromMinutes(2) };
        Ask(client, "DescribeInstances");
        var launch = Stopwatch.GetTimestamp();
        for (var i = 0; i < s_count; i += BatchSize)
        {
            Ask(client, $"RunInstances&ImageId=ami-0123456789abcdef0&MinCount={BatchSize}&MaxCount={BatchSize}");
        }

        var launched = Stopwatch.GetElapsedTime(launch);
        var (threads, memory) = (running.Threads, running.ResidentKiB / 1024);
        var describe = Stopwatch.GetTimestamp();
        var described = Ask(client, "DescribeInstances");
        var took = Stopwatch.GetElapsedTime(describe);
        int[] ports = [.. Address().Matches(described).Select(static m => int.Parse(m.Groups[1].ValueSpan, CultureInfo.InvariantCulture))];
        if (ports.Length != s_count + 1)
        {
            throw new InvalidOperationException($"{ports.Length} addresses.");
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"""

            | {s_count:N0} instances with an address each, through the API | |
            | --- | ---: |
            | threads | {threads} |
            | memory | {memory} MiB |
            | launch of all | {launched.TotalSeconds:F2} s |
            | DescribeInstances of all | {took.TotalSeconds:F2} s |
            | GET of the first of them, 99th percentile of {Gets:N0} | {Percentile(ports[1]):F2} ms |
            | GET of one after the other, 99th percentile of {Gets:N0} | {Percentile(ports[1..]):F2} ms |
            """));
    }

    // Launched without options: a GET needs no token. The program's own instance, which is the first in the list, may need one.
    private static double Percentile(params int[] ports)
    {
        var request = ImdsClient.GetRequest("").AsSpan();
        byte[] plain = [.. request[..request.IndexOf("X-aws"u8)], .. "Connection: close\r\n\r\n"u8];
        var times = new double[Gets];
        for (var i = -Gets / 10; i < Gets; i++)
        {
            using var client = new ImdsClient(new IPEndPoint(IPAddress.Loopback, ports[Math.Abs(i) % ports.Length]));
            var began = Stopwatch.GetTimestamp();
            client.Ask(plain, keepAlive: false);
            times[Math.Max(i, 0)] = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        }

        Array.Sort(times);
        return times[Gets * 99 / 100];
    }

    private static string Ask(HttpClient client, string action)
    {
        using var answer = client.GetAsync(new Uri($"?Version=2016-11-15&Action={action}", UriKind.Relative)).GetAwaiter().GetResult();
        answer.EnsureSuccessStatusCode();
        return answer.Content.ReadAsStringAsync().GetAwaiter().GetResult();
    }

    [GeneratedRegex("<key>fakeimds:metadata-endpoint</key>\\s*<value>http://127.0.0.1:(\\d+)/?</value>")]
    private static partial Regex Address();
}
