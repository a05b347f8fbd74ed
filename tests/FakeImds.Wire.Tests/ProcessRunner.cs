using System.ComponentModel;
using System.Diagnostics;

namespace FakeImds.Wire.Tests;

/// <summary>Runs a command to its end, or ends it (and its children) when it takes too long.</summary>
internal static class ProcessRunner
{
    /// <summary>Long enough for a busy machine: reaching it is an error of the harness, never a test's way to wait.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static async Task<ShellResult> RunAsync(string file, params IEnumerable<string> arguments)
    {
        var start = Prepare(file, arguments);
        var command = Describe(start);
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"`{command}` did not start.");
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        using var limit = new CancellationTokenSource(Patience);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"`{command}` did not end within {Patience}.");
        }

        return new ShellResult(command, process.ExitCode, await output, await error);
    }

    /// <summary>As <see cref="RunAsync"/>, but a program that is not installed is a result and not an exception.</summary>
    public static async Task<ShellResult> TryRunAsync(string file, params IEnumerable<string> arguments)
    {
        try
        {
            return await RunAsync(file, arguments);
        }
        catch (Win32Exception e)
        {
            return new ShellResult(file, 127, "", e.Message);
        }
    }

    public static ProcessStartInfo Prepare(string file, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(file, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };

        // A proxy or an AWS setting of the developer's own shell must not decide how a client under test behaves.
        foreach (var name in start.Environment.Keys.Where(IsOfTheDevelopersShell).ToArray())
        {
            start.Environment.Remove(name);
        }

        return start;
    }

    public static string Describe(ProcessStartInfo start) => string.Join(' ', [start.FileName, .. start.ArgumentList]);

    private static bool IsOfTheDevelopersShell(string name) =>
        name.EndsWith("_proxy", StringComparison.OrdinalIgnoreCase) || name.StartsWith("AWS_", StringComparison.Ordinal);
}
