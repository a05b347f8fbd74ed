using System.Diagnostics;
using System.Net;
using FakeImds.Benchmarks.Subjects;

namespace FakeImds.Benchmarks.Load;

/// <summary>What one server did in one round.</summary>
/// <param name="PerSecond">Answers a second.</param>
/// <param name="CpuMicroseconds">Processor time of the server for one answer, in user and kernel.</param>
internal sealed record LoadRound(double PerSecond, double CpuMicroseconds)
{
    // Bounds the connections that wait out their TIME_WAIT.
    private const int MaxRequestsPerClient = 20_000;

    public static LoadRound Run(ILoadedServer server, IPEndPoint endpoint, LoadCase load, byte[] request, int connections, TimeSpan time)
    {
        var counts = new int[connections];
        var failures = new Exception?[connections];
        using var start = new Barrier(connections + 1);
        var clients = new Thread[connections];
        var end = long.MaxValue;
        for (var i = 0; i < connections; i++)
        {
            var me = i;
            clients[i] = new Thread(() =>
            {
                using var client = new ImdsClient(endpoint);
                start.SignalAndWait();
                try
                {
                    var count = 0;
                    while (count < MaxRequestsPerClient && Stopwatch.GetTimestamp() < Volatile.Read(ref end))
                    {
                        client.Ask(request, load.KeepAlive);
                        count++;
                    }

                    counts[me] = count;
                }
                catch (Exception e)
                {
                    failures[me] = e;
                }
            });
            clients[i].Start();
        }

        var cpu = server.ProcessorTime;
        var began = Stopwatch.GetTimestamp();
        Volatile.Write(ref end, began + (long)(time.TotalSeconds * Stopwatch.Frequency));
        start.SignalAndWait();
        foreach (var client in clients)
        {
            client.Join();
        }

        var took = Stopwatch.GetElapsedTime(began);
        cpu = server.ProcessorTime - cpu;
        if (failures.FirstOrDefault(static f => f is not null) is { } failure)
        {
            throw new InvalidOperationException($"{server.Subject}, {load.Name}: {failure.Message}", failure);
        }

        var total = counts.Sum();
        return new LoadRound(total / took.TotalSeconds, cpu.TotalMicroseconds / total);
    }
}
