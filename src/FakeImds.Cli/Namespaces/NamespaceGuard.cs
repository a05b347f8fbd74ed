using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace FakeImds.Cli.Namespaces;

/// <summary>
/// A second process that ends what still runs in namespaces when the first has ended, however that was: it reads their names from
/// its standard input, which ends with the first. What it is given to run, it ends as well.
/// </summary>
internal sealed class NamespaceGuard : IDisposable
{
    /// <summary>The one argument of the second process. No command of users.</summary>
    public const string Word = "namespace-guard";

    /// <summary>What stands for a path of the namespace.</summary>
    public const string SpacePath = "{space}";

    private static readonly PosixSignal[] s_signals = [PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP, PosixSignal.SIGQUIT];

    // A killed process is gone at once, save one that waits for a device.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);

    private readonly Process _process;

    private NamespaceGuard(Process process) => _process = process;

    /// <summary>Starts the second process.</summary>
    public static NamespaceGuard Start()
    {
        var itself = OwnProgram.Words;
        return new NamespaceGuard(Process.Start(new ProcessStartInfo(itself[0], [.. itself[1..], Word]) { RedirectStandardInput = true, UseShellExecute = false })!);
    }

    /// <summary>Starts a guard of its own for a program: it runs until this process, or the guard, ends.</summary>
    /// <param name="space">A namespace.</param>
    /// <param name="path">The program.</param>
    /// <param name="words">Its arguments; <see cref="SpacePath"/> stands for a path of the namespace.</param>
    public static Process StartUnder(NetworkSpace space, string path, IEnumerable<string> words)
    {
        var itself = OwnProgram.Words;
        var held = string.Create(CultureInfo.InvariantCulture, $"/proc/{Environment.ProcessId}/fd/{space.Handle.DangerousGetHandle()}");
        return Process.Start(new ProcessStartInfo(itself[0], [.. itself[1..], Word, held, path, .. words]) { RedirectStandardInput = true, UseShellExecute = false })!;
    }

    /// <summary>Has the processes of a namespace ended with this one.</summary>
    public void Watch(NetworkSpace space) => Tell($"+{space.Id}");

    /// <summary>Ends the processes of a namespace now, and waits for that.</summary>
    public static void Empty(string spaceId)
    {
        var clock = Stopwatch.StartNew();
        while (Inside(spaceId) is { Count: > 0 } processes && clock.Elapsed < s_patience)
        {
            foreach (var process in processes)
            {
                _ = LinuxCalls.Kill(process, LinuxCalls.SignalKill);
            }

            Thread.Sleep(1);
        }
    }

    public void Dispose()
    {
        try
        {
            _process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It was ended before; there is nobody left to tell.
        }

        _process.WaitForExit();
        _process.Dispose();
    }

    /// <summary>The second process itself.</summary>
    /// <param name="words">What to run meanwhile; empty for nothing.</param>
    public static int Run(string[] words)
    {
        // A terminal's keys signal all of its processes: this one ends last.
        var registrations = s_signals.Select(static s => PosixSignalRegistration.Create(s, static c => c.Cancel = true)).ToArray();
        using var program = words is [var held, var path, ..] ? StartProgram(held, path, words[2..]) : null;
        HashSet<string> spaces = [];

        // Not the console's reader, which would send a terminal its own settings.
        using var input = new StreamReader(new FileStream(new SafeFileHandle(0, ownsHandle: false), FileAccess.Read, bufferSize: 0));
        while (input.ReadLine() is { Length: > 1 } line)
        {
            spaces.Add(line[1..]);
        }

        foreach (var space in spaces)
        {
            Empty(space);
        }

        program?.Kill();

        foreach (var registration in registrations)
        {
            registration.Dispose();
        }

        return 0;
    }

    // Programs that give up rights before they open the namespace may still open what they hold themselves.
    private static Process StartProgram(string space, string path, IEnumerable<string> words)
    {
        using var handle = File.OpenHandle(space);
        LinuxCalls.Inherit(handle);
        var own = string.Create(CultureInfo.InvariantCulture, $"/proc/self/fd/{handle.DangerousGetHandle()}");
        var program = ChildSignals.Start(new ProcessStartInfo(path, words.Select(w => w.Replace(SpacePath, own, StringComparison.Ordinal)))
        {
            RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false,
        });
        program.BeginOutputReadLine();
        program.BeginErrorReadLine();
        return program;
    }

    // A process that has ended and is not yet waited for has no namespace to read.
    private static List<int> Inside(string spaceId)
    {
        List<int> found = [];
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder.AsSpan()), NumberStyles.None, CultureInfo.InvariantCulture, out var process) && SpaceOf(process) == spaceId)
            {
                found.Add(process);
            }
        }

        return found;
    }

    private static string? SpaceOf(int process)
    {
        try
        {
            return new FileInfo($"/proc/{process}/ns/net").LinkTarget;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private void Tell(string line)
    {
        lock (_process)
        {
            _process.StandardInput.Write(line + "\n");
            _process.StandardInput.Flush();
        }
    }
}
