using System.Diagnostics;
using System.Text.RegularExpressions;

namespace FakeImds.Wire.Tests;

/// <summary>The emulator, running as a process of its own inside a namespace: the program that users run, nothing less.</summary>
internal sealed partial class FakeImdsProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Task _read;

    private FakeImdsProcess(ProcessStartInfo start)
    {
        Output = new ProcessOutput(ProcessRunner.Describe(start));
        _process = Process.Start(start) ?? throw new InvalidOperationException("The emulator did not start.");
        _process.StandardInput.Close();
        _read = ReadToTheEndAsync();
    }

    /// <summary>What it printed, on either stream.</summary>
    public ProcessOutput Output { get; }

    /// <summary>Starts the emulator and returns when it listens on all its endpoints.</summary>
    public static async Task<FakeImdsProcess> StartAsync(NetworkNamespace where, EmulatorOptions options)
    {
        var program = Programs.Emulator;
        var started = new FakeImdsProcess(where.Prepare(program[0], [.. program[1..], .. options.ToArguments()]));
        try
        {
            await started.Output.WaitForAsync(ListeningOn(), options.Endpoints);
            return started;
        }
        catch
        {
            await started.DisposeAsync();
            throw;
        }
    }

    /// <summary>Stops it as a supervisor would, with SIGTERM, or with another signal.</summary>
    public async Task<(int ExitCode, TimeSpan Elapsed)> StopAsync(string signal = "TERM")
    {
        var clock = Stopwatch.StartNew();
        await Signal.SendAsync(_process.Id, signal);
        using var limit = new CancellationTokenSource(ProcessRunner.Patience);
        try
        {
            await _process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"The emulator did not stop on SIG{signal} within {ProcessRunner.Patience}:\n{Output}");
        }

        return (_process.ExitCode, clock.Elapsed);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        await _process.WaitForExitAsync();
        await _read;
        _process.Dispose();
    }

    private async Task ReadToTheEndAsync()
    {
        await Task.WhenAll(ReadAsync(_process.StandardOutput), ReadAsync(_process.StandardError));
        Output.End();
    }

    private async Task ReadAsync(StreamReader reader)
    {
        while (await reader.ReadLineAsync() is { } line)
        {
            Output.Add(line);
        }
    }

    [GeneratedRegex("Listening on")]
    private static partial Regex ListeningOn();
}
