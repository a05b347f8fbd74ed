using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace FakeImds.Cli.Namespaces;

/// <summary>
/// The runtime ignores SIGPIPE, and what is ignored stays so in programs that are started: in a shell's <c>yes | head</c> the left one would
/// complain instead of ending. A signal that has a handler starts anew as the system's default.
/// </summary>
internal static class ChildSignals
{
    private const nint Ignore = 1;

    private static readonly Lock s_start = new();

    /// <summary>Starts a program that has SIGPIPE as it expects it.</summary>
    public static Process Start(ProcessStartInfo start)
    {
        if (OperatingSystem.IsWindows())
        {
            return Process.Start(start)!;
        }

        lock (s_start)
        {
            _ = LinuxCalls.Signal(LinuxCalls.SignalPipe, Handler());
            try
            {
                return Process.Start(start)!;
            }
            finally
            {
                _ = LinuxCalls.Signal(LinuxCalls.SignalPipe, Ignore);
            }
        }
    }

    private static unsafe nint Handler() => (nint)(delegate* unmanaged[Cdecl]<int, void>)&Nothing;

    // Runs only in a thread that is inside write(2).
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Nothing(int signal)
    {
    }
}
