using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace FakeImds.Clients.Tests;

/// <summary>Starts programs with an environment that can reach no AWS: no settings, keys or proxies of the developer's shell.</summary>
internal static class Run
{
    /// <summary>Long enough for a busy machine: reaching it is an error, never a test's way to wait.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private static readonly string s_home = Directory.CreateDirectory(Path.Combine(Built.IntermediateFolder, "home")).FullName;

    /// <summary>The host of this very runtime, three levels above shared/Microsoft.NETCore.App/VERSION: PATH may name another, or none.</summary>
    public static string Dotnet { get; } = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", "dotnet"));

    public static ProcessStartInfo Prepare(string file, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(file, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var name in start.Environment.Keys.Where(IsOfTheDevelopersShell).ToArray())
        {
            start.Environment.Remove(name);
        }

        return start;
    }

    /// <summary>For a client of the metadata service: a home of its own without files, the service's address, and how long to wait for it.</summary>
    public static ProcessStartInfo PrepareClient(Target imds, string file, params IEnumerable<string> arguments)
    {
        var start = Prepare(file, arguments);
        var seconds = imds.Timeout.TotalSeconds.ToString(CultureInfo.InvariantCulture);
        start.Environment["AWS_METADATA_SERVICE_TIMEOUT"] = seconds;
        start.Environment["CLIENT_TIMEOUT"] = seconds;
        start.Environment["HOME"] = s_home;
        start.Environment["AWS_CONFIG_FILE"] = Path.Combine(s_home, "no-config");
        start.Environment["AWS_SHARED_CREDENTIALS_FILE"] = Path.Combine(s_home, "no-credentials");
        foreach (var (name, value) in ImdsEmulator.EnvironmentVariables(imds.Address))
        {
            start.Environment[name] = value;
        }

        return start;
    }

    public static async Task<RunResult> ToEndAsync(ProcessStartInfo start)
    {
        var command = string.Join(' ', [start.FileName, .. start.ArgumentList]);
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

        return new RunResult(command, process.ExitCode, await output, await error);
    }

    private static bool IsOfTheDevelopersShell(string name) =>
        name.StartsWith("AWS_", StringComparison.OrdinalIgnoreCase)
        || name.EndsWith("_PROXY", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("FAKEIMDS_", StringComparison.OrdinalIgnoreCase);
}
