using FakeImds.Cli.CommandLine;
using FakeImds.Cli.Exec;
using FakeImds.Cli.Namespaces;
using FakeImds.Cli.Output;
using FakeImds.Cli.Run;
using FakeImds.Iac.Plan;

namespace FakeImds.Cli.Check;

/// <summary>One check: runs, report, exit code.</summary>
internal sealed class CheckSession(RunSettings settings, CheckSettings check, StreamWriter output, ErrorLines errors, IReadOnlyList<string> arguments)
{
    /// <exception cref="UserException">The system does not allow it, there is no such program, or a report can't be written.</exception>
    public async Task<int> RunAsync()
    {
        CommandProcess.Prepare(check.Command);
        if (!check.IsViaEnvironment)
        {
            UserSpace.Require(arguments);
        }

        var report = new CheckReport(check.Command, new AccountBuilder(settings).Region, await RunAllAsync());
        if (check.Reports.All(static r => r.Path is not null))
        {
            CheckText.Write(output, report);
            await output.FlushAsync();
        }

        foreach (var file in check.Reports)
        {
            file.Write(output.BaseStream, report);
        }

        return Fails(report) ? ExitCodes.Refused : ExitCodes.Success;
    }

    private async Task<PostureRun[]> RunAllAsync()
    {
        using var guard = check.IsViaEnvironment ? null : NamespaceGuard.Start();
        var runner = new PostureRunner(settings, check.Command, check.Patience, guard, errors);
        var runs = new PostureRun[check.Postures.Count];
        var done = 0;
        await Parallel.ForAsync(0, runs.Length, new ParallelOptions { MaxDegreeOfParallelism = check.Parallel }, async (i, _) =>
        {
            var run = runs[i] = await runner.RunAsync(check.Postures[i]);
            var end = run.Impossible is not null ? "not possible" : run.TimedOut ? $"ended after {CheckText.Seconds(run.Elapsed)}" : $"exit {run.ExitCode} after {CheckText.Seconds(run.Elapsed)}, {run.Requests.Count} requests";
            errors.Add($"fakeimds: {Interlocked.Increment(ref done)} of {runs.Length}: {run.Posture.Name}: {end}");
        });
        return runs;
    }

    private bool Fails(CheckReport report)
    {
        if (check.Baseline is null)
        {
            return check.Fails(report);
        }

        var broken = check.Baseline.Broken(report);
        foreach (var judgement in broken)
        {
            errors.Add($"fakeimds: {judgement.Posture.Name} survived in the baseline, and now: {judgement.Word}");
        }

        return broken.Count > 0;
    }
}
