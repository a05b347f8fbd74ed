using FakeImds.Benchmarks.Load;
using FakeImds.Benchmarks.Subjects;

namespace FakeImds.Benchmarks.Published;

/// <summary>Answers a second of programs that are asked in turns; who is not asked idles.</summary>
internal static class LoadTurns
{
    private static readonly TimeSpan s_turn = TimeSpan.FromMilliseconds(QuickRun.IsOn ? 20 : 300);

    /// <summary>The rates of each turn, by program in their order.</summary>
    public static List<double[]> Measure(IReadOnlyList<RunningPeer> peers, LoadCase load, int connections, int seconds)
    {
        var requests = peers.Select(p => load.IsPut ? ImdsClient.PutRequest : ImdsClient.GetRequest(p.Token())).ToArray();
        var turns = new List<double[]>();
        var count = QuickRun.IsOn ? 1 : (int)(seconds / s_turn.TotalSeconds);

        // The first two turns warm up.
        for (var i = -2; i < count; i++)
        {
            var rates = new double[peers.Count];
            foreach (var at in i % 2 == 0 ? Enumerable.Range(0, peers.Count) : Enumerable.Range(0, peers.Count).Reverse())
            {
                rates[at] = LoadRound.Run(peers[at], peers[at].Endpoint, load, requests[at], connections, s_turn).PerSecond;
            }

            if (i >= 0)
            {
                turns.Add(rates);
            }
        }

        return turns;
    }
}
