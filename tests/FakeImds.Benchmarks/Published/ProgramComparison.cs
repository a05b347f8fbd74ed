using FakeImds.Benchmarks.Load;
using FakeImds.Benchmarks.Subjects;

namespace FakeImds.Benchmarks.Published;

/// <summary>Compares the published program with bare Kestrel and with Go's net/http, and prints the table of docs/performance.md.</summary>
internal static class ProgramComparison
{
    private static readonly LoadCase s_get = new("GET", IsPut: false, KeepAlive: true, 0, 0);
    private static readonly LoadCase s_put = new("PUT", IsPut: true, KeepAlive: true, 0, 0);
    private static readonly TimeSpan s_idle = TimeSpan.FromSeconds(QuickRun.IsOn ? 0 : 1);

    public static void Run(ProgramOptions options)
    {
        var peers = Peers.Of(options);
        var table = new ProgramTable([.. peers.All], peers.Bare, peers.Fake);
        Starts(table, peers, options.Starts);
        Count(table, peers);
        Load(table, peers, options.Seconds);
        table.Print();
        ManyInstances.Measure(peers.FakeApi);
    }

    private static void Starts(ProgramTable table, Peers peers, int rounds)
    {
        Peer[] all = [.. peers.All];
        var times = StartTimes.Measure(all, rounds);
        table.Add("start to first answer, ms, least", "≤ 1.3", p => times[p].Min(), "F1");
        table.Add("start to first answer, ms, median", "≤ 1.3", p => Median.Of(times[p]), "F1", (p, q) => Median.Of(times[p].Zip(times[q], static (a, b) => a / b)));
    }

    private static void Count(ProgramTable table, Peers peers)
    {
        if (!Instructions.CanCount || peers.All.All(static p => !p.IsNative))
        {
            table.Remark("Instructions are counted where valgrind is installed, of published programs.");
            return;
        }

        var counts = peers.All.Where(static p => p.IsNative).ToDictionary(static p => p, Instructions.Count);
        table.Add("instructions to the first answers, millions", "", p => counts.TryGetValue(p, out var c) ? c.Start / 1e6 : null, "F1");
        var quiet = Instructions.Count(peers.Fake with { Command = [.. peers.Fake.Command, "--log", "off"] });
        table.Add("instructions for a GET, thousands, with the log", "", p => counts.TryGetValue(p, out var c) ? c.Get / 1e3 : null, "F1");
        table.Add("instructions for a GET, thousands, --log off", "≤ 1.25", p => p == peers.Fake ? quiet.Get / 1e3 : counts.TryGetValue(p, out var c) ? c.Get / 1e3 : null, "F1");
    }

    private static void Load(ProgramTable table, Peers peers, int seconds)
    {
        Peer[] all = [.. peers.All];
        RunningPeer[] running = [.. all.Select(static p => new RunningPeer(p))];
        try
        {
            foreach (var server in running)
            {
                server.Drain();
                server.Token();
            }

            Thread.Sleep(s_idle);
            double[] idle = [.. running.Select(static r => r.ResidentKiB / 1024.0)];
            var gets = LoadTurns.Measure(running, s_get, connections: 16, seconds);
            double[] loaded = [.. running.Select(static r => r.ResidentKiB / 1024.0)];
            var puts = LoadTurns.Measure(running, s_put, connections: 1, seconds);
            int At(Peer peer) => Array.IndexOf(all, peer);
            table.Add("memory, idle, MiB", "≤ 1.4", p => idle[At(p)], "F1");
            table.Add("memory after that load, MiB", "≤ 1.1", p => loaded[At(p)], "F1");
            AddRate("GET with token, kept alive, 16 clients, 1/s", "≥ 0.95", gets);
            AddRate("PUT, kept alive, 1 client, 1/s", "≥ 0.95", puts);

            void AddRate(string name, string goal, List<double[]> turns) => table.Add(
                name, goal, p => Median.Of(turns.Select(t => t[At(p)])), "N0", (p, q) => Median.Of(turns.Select(t => t[At(p)] / t[At(q)])));
        }
        finally
        {
            foreach (var server in running)
            {
                server.Dispose();
            }
        }
    }
}
