using System.Diagnostics;

namespace FakeImds.Clients.Tests;

/// <summary>One bash in the root of the repository; commands run one after another and share variables.</summary>
internal sealed class ShellSession : IAsyncDisposable
{
    private const string End = "--- ended with ";

    private readonly Process _shell;

    public ShellSession(string root)
    {
        var start = Run.PrepareClient(Target.Nowhere, "bash", "-c", "exec 2>&1; exec bash");

        // dotnet and npm keep their packages there.
        start.Environment["HOME"] = Environment.GetEnvironmentVariable("HOME");
        start.WorkingDirectory = root;

        // docs/performance.md: what is tested is that the commands work, not what they measure.
        start.Environment["FAKEIMDS_BENCHMARKS"] = "quick";
        _shell = Process.Start(start) ?? throw new InvalidOperationException("bash did not start.");
    }

    /// <summary>Runs a command to its end.</summary>
    public async Task<RunResult> RunAsync(string command)
    {
        await WriteAsync($"{command}\necho; echo '{End}'$?");
        var (printed, last) = await ReadToAsync(End) ?? throw new InvalidOperationException($"bash ended in `{command}`.");

        // The marker stands on a line of its own, after an empty line or the rest of one without a line end.
        return new RunResult(command, int.Parse(last[End.Length..]), string.Join('\n', printed).TrimEnd('\n') + "\n", "");
    }

    /// <summary>Starts a command that serves until the session ends, and waits until it prints a word.</summary>
    public async Task<IReadOnlyList<string>> ServeAsync(string command, string ready)
    {
        await WriteAsync($"exec {command}");
        return await ReadToAsync(ready) is { } found
            ? [.. found.Printed, found.Last]
            : throw new InvalidOperationException($"`{command}` ended without printing {ready}.");
    }

    public async ValueTask DisposeAsync()
    {
        if (!_shell.HasExited)
        {
            _shell.Kill(entireProcessTree: true);
        }

        await _shell.WaitForExitAsync();
        _shell.Dispose();
    }

    private async Task WriteAsync(string text)
    {
        await _shell.StandardInput.WriteLineAsync(text);
        await _shell.StandardInput.FlushAsync();
    }

    private async Task<(List<string> Printed, string Last)?> ReadToAsync(string start)
    {
        using var limit = new CancellationTokenSource(Run.Patience);
        var printed = new List<string>();
        while (await _shell.StandardOutput.ReadLineAsync(limit.Token) is { } line)
        {
            if (line.StartsWith(start, StringComparison.Ordinal))
            {
                return (printed, line);
            }

            printed.Add(line);
        }

        return printed.Count == 0 ? null : throw new InvalidOperationException($"bash ended:\n{string.Join('\n', printed)}");
    }
}
