using System.ComponentModel;
using System.Diagnostics;
using FakeImds.Cli.CommandLine;
using FakeImds.Cli.Namespaces;
using FakeImds.Iac.Messages;

namespace FakeImds.Cli.Exec;

/// <summary>The command: it has this program's standard streams and terminal.</summary>
internal static class CommandProcess
{
    private const int NotExecutable = 126;
    private const int NotFound = 127;

    /// <summary>What starts a command.</summary>
    /// <exception cref="UserException">There is no such program.</exception>
    public static ProcessStartInfo Prepare(IReadOnlyList<string> words)
    {
        var path = ProgramFile.Find(words[0]) ?? throw new UserException(NotFound, $"fakeimds: there is no program '{ShortValue.Of(words[0])}'; the path of one, or a name that PATH has, is allowed");
        return ProgramFile.IsExecutable(path) && !Directory.Exists(path)
            ? new ProcessStartInfo(path, words.Skip(1)) { UseShellExecute = false }
            : throw new UserException(NotExecutable, $"fakeimds: '{ShortValue.Of(words[0])}' is no program that may be run; chmod +x makes it one");
    }

    /// <summary>Starts it, in a namespace where one is given.</summary>
    /// <exception cref="UserException">The system can't run it.</exception>
    public static Process Start(ProcessStartInfo start, NetworkSpace? space)
    {
        try
        {
            return space is null ? ChildSignals.Start(start) : space.Run(() =>
            {
                LinuxCalls.DropAmbientCapabilities();
                return ChildSignals.Start(start);
            });
        }
        catch (Win32Exception e)
        {
            throw new UserException(NotExecutable, $"fakeimds: '{ShortValue.Of(start.FileName)}' can't be run: {e.Message}; a program of this machine is allowed");
        }
    }
}
