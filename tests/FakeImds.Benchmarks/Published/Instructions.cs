using System.Diagnostics;
using System.Globalization;
using FakeImds.Benchmarks.Subjects;

namespace FakeImds.Benchmarks.Published;

/// <summary>Instructions that a program executes, counted by callgrind: what else the machine does has no part in them.</summary>
/// <param name="Start">From its start to its first two answers.</param>
/// <param name="Get">For one GET on a kept connection: the median of some batches, as threads that wait cost something too.</param>
internal sealed record Instructions(double Start, double Get)
{
    private const int Batches = 9;
    private const int BatchSize = 1_000;

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    /// <summary>Whether this machine can count.</summary>
    public static bool CanCount => Tools.Has("valgrind") && Tools.Has("callgrind_control");

    public static Instructions Count(Peer peer)
    {
        var folder = Directory.CreateTempSubdirectory("fakeimds-callgrind");
        try
        {
            // Apart from its symbols, which valgrind would read for minutes.
            var program = Path.Combine(folder.FullName, "program");
            File.Copy(peer.Command[0], program);
            var counts = Path.Combine(folder.FullName, "counts");
            using var running = new RunningPeer(
                peer with { Command = [program, .. peer.Command.Skip(1)] },
                "valgrind", "--tool=callgrind", $"--callgrind-out-file={counts}");
            running.Drain();
            var request = ImdsClient.GetRequest(running.Token());
            using var client = new ImdsClient(running.Endpoint);
            client.Ask(request, keepAlive: true);
            var start = Dump(running, counts, 1);
            var batches = new double[Batches];
            for (var batch = 0; batch < Batches; batch++)
            {
                for (var i = 0; i < BatchSize; i++)
                {
                    client.Ask(request, keepAlive: true);
                }

                batches[batch] = Dump(running, counts, batch + 2) / BatchSize;
            }

            return new Instructions(start, Median.Of(batches));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    // Each dump has what was executed since the one before.
    private static double Dump(RunningPeer running, string counts, int number)
    {
        using var control = Process.Start(new ProcessStartInfo("callgrind_control", ["--dump", $"{running.Id}"]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        control.StandardOutput.ReadToEnd();
        control.WaitForExit();
        var began = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(began) < s_patience)
        {
            if (Total($"{counts}.{number}") is { } total)
            {
                return total;
            }

            Thread.Sleep(20);
        }

        throw new InvalidOperationException($"callgrind did not count {running.Subject}.");
    }

    private static double? Total(string file)
    {
        // Its last line: before that the file is not whole.
        var line = File.Exists(file) ? File.ReadLines(file).LastOrDefault(static l => l.StartsWith("totals:", StringComparison.Ordinal)) : null;
        return line is null ? null : double.Parse(line.AsSpan("totals:".Length), NumberStyles.AllowLeadingWhite, CultureInfo.InvariantCulture);
    }
}
