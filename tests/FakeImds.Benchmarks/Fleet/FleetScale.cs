using System.Diagnostics;
using System.Globalization;
using FakeImds.Benchmarks.Subjects;
using FakeImds.Ec2;

namespace FakeImds.Benchmarks.Fleet;

/// <summary>What a call costs in an account of many instances, templates and images, against the same call in an account of few.</summary>
internal static class FleetScale
{
    private const int Few = 100;
    private const int BatchSize = 1_000;
    private const int Turns = 41;

    private static readonly int s_many = QuickRun.IsOn ? BatchSize : 50_000;
    private static readonly int s_calls = QuickRun.IsOn ? 1 : 200;

    public static async Task RunAsync()
    {
        await using var few = new FleetSubject(Few);
        await using var many = new FleetSubject(s_many);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| call | {Few} of each, µs | {s_many:N0} of each, µs | ratio |"));
        Console.WriteLine("| --- | ---: | ---: | ---: |");
        foreach (var (name, call) in FleetSubject.Calls)
        {
            // In turns, so that what else the machine does meets both.
            Measure(few, call);
            Measure(many, call);
            var times = Enumerable.Range(0, Turns).Select(_ => (Few: Measure(few, call), Many: Measure(many, call))).ToArray();
            var ratio = Median.Of(times.Select(static t => t.Many / t.Few));
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {name} | {Median.Of(times.Select(static t => t.Few)):N1} | {Median.Of(times.Select(static t => t.Many)):N1} | {ratio:N2} |"));
        }
    }

    private static double Measure(FleetSubject subject, Action<FleetSubject> call)
    {
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < s_calls; i++)
        {
            call(subject);
        }

        return Stopwatch.GetElapsedTime(start).TotalMicroseconds / s_calls;
    }
}
