using System.Globalization;
using FakeImds.Benchmarks.Subjects;

namespace FakeImds.Benchmarks.Load;

/// <summary>
/// Drives bare Kestrel and FakeImds with the same clients, in turns, and prints the ratios. Each server is a process of its own;
/// the one that is not asked idles. Turns are short and change their order, so that a disturbance hits both.
/// </summary>
internal static class LoadComparison
{
    private static readonly int s_warmUpTurns = QuickRun.IsOn ? 0 : 6;

    private static readonly TimeSpan s_turn = TimeSpan.FromMilliseconds(QuickRun.IsOn ? 20 : 400);

    public static void Run(LoadOptions options)
    {
        using var bare = new SubjectProcess(SubjectServer.Bare);
        using var fake = new SubjectProcess(SubjectServer.FakeImds);
        Write($"{Environment.ProcessorCount} processors, {options.Connections} connections, {options.Seconds} s per server and case; medians of interleaved turns");
        Write($"");
        Write($"| load | bare Kestrel, req/s | FakeImds, req/s | ratio | target | server CPU per request, bare / FakeImds |");
        Write($"| --- | ---: | ---: | ---: | ---: | ---: |");

        // Until the compiler has nothing left to improve, which takes seconds.
        for (var i = 0; i < s_warmUpTurns; i++)
        {
            foreach (var load in LoadCase.All)
            {
                Asker(bare, load, options)(s_turn);
                Asker(fake, load, options)(s_turn);
            }
        }

        foreach (var load in LoadCase.All)
        {
            Compare(bare, fake, load, options);
        }
    }

    private static void Compare(SubjectProcess bare, SubjectProcess fake, LoadCase load, LoadOptions options)
    {
        var askBare = Asker(bare, load, options);
        var askFake = Asker(fake, load, options);
        var turns = new List<(LoadRound Bare, LoadRound Fake)>();
        var count = QuickRun.IsOn ? 2 : Math.Max(2, (int)(options.Seconds / s_turn.TotalSeconds));
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
        Check(server, load, request);
        return time => LoadRound.Run(server, server.Endpoint(load.KeepAlive), load, request, options.Connections, time);
    }

    // Both servers must answer the same number of bytes, or the comparison is none.
    private static void Check(SubjectProcess server, LoadCase load, byte[] request)
    {
        using var client = new ImdsClient(server.Endpoint(load.KeepAlive));
        var length = client.Ask(request, load.KeepAlive).Length;
        if (length != load.ResponseLength)
        {
            throw new InvalidOperationException($"{server.Subject}, {load.Name}: {length} bytes, not {load.ResponseLength}.");
        }
    }

    private static void Write(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
