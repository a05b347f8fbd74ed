using System.Diagnostics;

namespace FakeImds.Benchmarks.Published;

/// <summary>From the start of a process to its first answer, in milliseconds. The programs take turns in changing order.</summary>
internal static class StartTimes
{
    public static Dictionary<Peer, List<double>> Measure(IReadOnlyList<Peer> peers, int rounds)
    {
        var times = peers.ToDictionary(static p => p, static _ => new List<double>());
        foreach (var peer in peers)
        {
            // The file into memory, and this program's own code.
            Once(peer);
        }

        for (var i = 0; i < rounds; i++)
        {
            foreach (var peer in i % 2 == 0 ? peers : peers.Reverse())
            {
                times[peer].Add(Once(peer));
            }
        }

        return times;
    }

    private static double Once(Peer peer)
    {
        var began = Stopwatch.GetTimestamp();
        using var running = new RunningPeer(peer);
        running.Token();
        return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
    }
}
