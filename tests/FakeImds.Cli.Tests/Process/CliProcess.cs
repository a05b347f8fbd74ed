using System.Diagnostics;
using System.Runtime.InteropServices;

namespace FakeImds.Cli.Tests.Process;

/// <summary>The built program in a process of its own.</summary>
internal sealed partial class CliProcess : IDisposable
{
    private readonly System.Diagnostics.Process _process;

    private CliProcess(string file, IEnumerable<string> arguments)
    {
        _process = new System.Diagnostics.Process
        {
            StartInfo = new ProcessStartInfo(file, arguments) { RedirectStandardOutput = true, RedirectStandardError = true },
        };
        _process.Start();
    }

    public static string Dll { get; } = Path.Combine(AppContext.BaseDirectory, "FakeImds.Cli.dll");

    public static string DotNet { get; } = Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) is "dotnet" ? path : "dotnet";

    public int Id => _process.Id;

    public static CliProcess Start(params string[] arguments) => new(DotNet, [Dll, .. arguments]);

    public static CliProcess StartOther(string file, params string[] arguments) => new(file, arguments);

    /// <summary>The lines up to the one that begins so.</summary>
    public async Task<List<string>> ReadUntilAsync(string beginning, CancellationToken cancellationToken)
    {
        List<string> lines = [];
        while (await _process.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
        {
            lines.Add(line);
            if (line.StartsWith(beginning, StringComparison.Ordinal))
            {
                return lines;
            }
        }

        throw new InvalidOperationException($"The output ended before '{beginning}': {string.Join('\n', lines)} {await _process.StandardError.ReadToEndAsync(cancellationToken)}");
    }

    /// <summary>The next line of the errors.</summary>
    public async Task<string?> ReadErrorAsync(CancellationToken cancellationToken) => await _process.StandardError.ReadLineAsync(cancellationToken);

    public void Signal(int signal) => Kill(_process.Id, signal).ShouldBe(0);

    /// <summary>Waits for the end, and returns the rest of the output.</summary>
    public async Task<(int ExitCode, string Output, string Error)> EndAsync(CancellationToken cancellationToken)
    {
        var output = _process.StandardOutput.ReadToEndAsync(cancellationToken);
        var error = _process.StandardError.ReadToEndAsync(cancellationToken);
        await _process.WaitForExitAsync(cancellationToken);
        return (_process.ExitCode, await output, await error);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int id, int signal);
}
