using System.Globalization;
using FakeImds.Benchmarks.Subjects;

namespace FakeImds.Benchmarks.Load;

/// <summary>
/// Drives bare Kestrel and FakeImds with the same clients, in turns, and prints the ratios. Each server is a process of its own;
/// the one that is not asked idles. Turns are short and change their order, so that a disturbance hits both.
/// </summary>
internal static class LoadComparison
{
    private static readonly TimeSpan s_turn = TimeSpan.FromMilliseconds(400);
    private static readonly TimeSpan s_warmUp = TimeSpan.FromSeconds(2);

    public static void Run(LoadOptions options)
    {
        using var bare = new SubjectProcess(SubjectServer.Bare);
        using var fake = new SubjectProcess(SubjectServer.FakeImds);
        Write($"{Environment.ProcessorCount} processors, {options.Connections} connections, {options.Seconds} s per server and case; medians of interleaved turns");
        Write($"");
        Write($"| load | bare Kestrel, req/s | FakeImds, req/s | ratio | target | server CPU per request, bare / FakeImds |");
        Write($"| --- | ---: | ---: | ---: | ---: | ---: |");
        foreach (var load in LoadCase.All)
        {
            Compare(bare, fake, load, options);
        }
    }

    private static void Compare(SubjectProcess bare, SubjectProcess fake, LoadCase load, LoadOptions options)
    {
        var askBare = Asker(bare, load, options);
        var askFake = Asker(fake, load, options);
        askBare(s_warmUp);
        askFake(s_warmUp);
        var turns = new List<(LoadRound Bare, LoadRound Fake)>();
        var count = Math.Max(2, (int)(options.Seconds / s_turn.TotalSeconds));
        for (var i = 0; i < count; i++)
        {
            if (i % 2 == 0)
            {
                var first = askBare(s_turn);
                turns.Add((first, askFake(s_turn)));
            }
            else
            {
                var first = askFake(s_turn);
                turns.Add((askBare(s_turn), first));
            }
        }

        var bareRate = Median.Of(turns.Select(static t => t.Bare.PerSecond));
        var fakeRate = Median.Of(turns.Select(static t => t.Fake.PerSecond));
        var ratio = Median.Of(turns.Select(static t => t.Fake.PerSecond / t.Bare.PerSecond));
        var bareCpu = Median.Of(turns.Select(static t => t.Bare.CpuMicroseconds));
        var fakeCpu = Median.Of(turns.Select(static t => t.Fake.CpuMicroseconds));
        Write($"| {load.Name} | {bareRate:N0} | {fakeRate:N0} | {ratio:F2} | {load.Target:F1} | {bareCpu:F1} / {fakeCpu:F1} µs = {bareCpu / fakeCpu:F2} |");
    }

    private static Func<TimeSpan, LoadRound> Asker(SubjectProcess server, LoadCase load, LoadOptions options)
    {
        var request = server.Request(load);
        return time => LoadRound.Run(server, server.Endpoint(load.KeepAlive), load, request, options.Connections, time);
    }

    private static void Write(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
