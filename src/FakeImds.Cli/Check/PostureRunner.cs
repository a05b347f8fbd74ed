using System.Diagnostics;
using System.Net;
using FakeImds.Cli.CommandLine;
using FakeImds.Cli.Exec;
using FakeImds.Cli.Namespaces;
using FakeImds.Cli.Output;
using FakeImds.Cli.Run;
using FakeImds.Ec2;
using FakeImds.Hops;
using FakeImds.Iac;
using FakeImds.Journal;

namespace FakeImds.Cli.Check;

/// <summary>Runs the command under a posture: an emulator and a network of its own each time.</summary>
/// <param name="settings">The account and the instance; the posture's options are laid over theirs.</param>
/// <param name="command">The command.</param>
/// <param name="patience">How long the command may take.</param>
/// <param name="guard">What ends the processes; null runs the command in this machine's network.</param>
/// <param name="errors">Where faults of this program are told.</param>
internal sealed class PostureRunner(RunSettings settings, IReadOnlyList<string> command, TimeSpan patience, NamespaceGuard? guard, ErrorLines errors)
{
    private const int JournalCapacity = 20_000;

    public async Task<PostureRun> RunAsync(Posture posture)
    {
        if (guard is null && posture.IsOverIpv6)
        {
            return new PostureRun { Posture = posture, Impossible = "the IPv6 address is there only in a network of the command's own: --via namespace" };
        }

        try
        {
            return await RunHereAsync(posture);
        }
        catch (Exception e) when (e is AccountFilesException or Ec2Exception)
        {
            return new PostureRun { Posture = posture, Impossible = e.Message };
        }
    }

    private async Task<PostureRun> RunHereAsync(Posture posture)
    {
        TokenEnd? end = posture.EndsTokens ? new TokenEnd() : null;
        await using var emulator = EmulatorLaunch.Of(
            settings with { Launch = settings.Launch.With(posture.Options), ClientHops = guard is null ? [new ClientHops(new IPNetwork(IPAddress.Parse("127.0.0.0"), 8), posture.Hops)] : [] },
            errors,
            end is null ? null : end.Note,
            JournalCapacity);
        end?.Watch(emulator.Instance);
        using var place = guard is null ? await Surroundings.ByEnvironmentAsync(emulator) : Surroundings.Make(emulator, posture.Hops, guard);
        await WarmUp.AskAsync(emulator, place.Space);
        var start = CommandProcess.Prepare(command);
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        foreach (var (name, value) in posture.Variables)
        {
            start.Environment[name] = value;
        }

        var started = DateTimeOffset.UtcNow;
        var clock = Stopwatch.StartNew();
        using var process = place.Start(start);
        process.StandardInput.Close();
        var output = new OutputTail();
        var reading = Task.WhenAll(output.ReadAsync(process.StandardOutput), output.ReadAsync(process.StandardError));
        using var limit = new CancellationTokenSource(patience);
        var timedOut = false;
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            timedOut = true;
            process.Kill(entireProcessTree: true);
        }

        var elapsed = clock.Elapsed;

        // What it left running holds its output open.
        place.End();
        await process.WaitForExitAsync();
        await Task.WhenAny(reading, Task.Delay(TimeSpan.FromSeconds(1)));
        return new PostureRun
        {
            Posture = posture,
            ExitCode = process.ExitCode,
            TimedOut = timedOut,
            Started = started,
            Elapsed = elapsed,
            Requests = emulator.Journal.Requests,
            Dropped = emulator.Journal.Dropped,
            Output = output.ToString(),
        };
    }
}
