using System.Diagnostics;
using System.Globalization;
using FakeImds.Benchmarks.Subjects;

namespace FakeImds.Benchmarks.Startup;

/// <summary>The first start in a fresh process, where the compiler works too: what a test run pays once.</summary>
internal static class ColdStart
{
    private const string Empty = "empty";
    private const string FakeImds = "fakeimds";
    private static readonly int s_rounds = QuickRun.IsOn ? 1 : 15;

    public static void Run()
    {
        var turns = Enumerable.Range(0, s_rounds).Select(static _ => (Empty: Milliseconds(Empty), Fake: Milliseconds(FakeImds))).ToList();
        var empty = Median.Of(turns.Select(static t => t.Empty));
        var fake = Median.Of(turns.Select(static t => t.Fake));
        var ratio = Median.Of(turns.Select(static t => t.Fake / t.Empty));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"first start in a process, median of {s_rounds}: empty TestServer {empty:F0} ms, FakeImds {fake:F0} ms, ratio {ratio:F2}"));
    }

    /// <summary>Starts once and prints the milliseconds.</summary>
    public static async Task StartAsync(string subject)
    {
        var began = Stopwatch.GetTimestamp();
        var status = await (subject == Empty ? Starts.EmptyTestServerAsync() : Starts.FakeImdsAsync());
        var took = Stopwatch.GetElapsedTime(began);
        Console.WriteLine(status == 200 ? took.TotalMilliseconds.ToString("F3", CultureInfo.InvariantCulture) : "failed");
    }

    private static double Milliseconds(string subject)
    {
        using var process = OwnProcess.Start("start", subject);
        var line = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return double.Parse(line, CultureInfo.InvariantCulture);
    }
}
