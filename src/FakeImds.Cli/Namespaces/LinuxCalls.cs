using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace FakeImds.Cli.Namespaces;

/// <summary>System calls that .NET has no other way to.</summary>
internal static partial class LinuxCalls
{
    // linux/sched.h, linux/prctl.h, asm-generic/signal.h
    public const int NewNetwork = 0x40000000;
    public const int SignalPipe = 13;
    public const int SignalKill = 9;
    private const int AmbientCapabilities = 47;
    private const int ClearAll = 4;
    private const int SetDescriptorFlags = 2;

    /// <summary>Moves the calling thread into a namespace of its own. 0, or -1 with an errno.</summary>
    [LibraryImport("libc", EntryPoint = "unshare", SetLastError = true)]
    public static partial int Unshare(int flags);

    /// <summary>Moves the calling thread into a namespace.</summary>
    [LibraryImport("libc", EntryPoint = "setns", SetLastError = true)]
    public static partial int SetNamespace(SafeFileHandle space, int type);

    /// <summary>The index of a network interface of the calling thread's namespace; 0 for none.</summary>
    [LibraryImport("libc", EntryPoint = "if_nametoindex", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial uint InterfaceIndex(string name);

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    public static partial int Kill(int process, int signal);

    [LibraryImport("libc", EntryPoint = "getpgrp")]
    public static partial int ProcessGroup();

    /// <summary>The process group that a terminal's keys signal; -1 where the descriptor is no terminal.</summary>
    [LibraryImport("libc", EntryPoint = "tcgetpgrp")]
    public static partial int ForegroundGroup(int descriptor);

    /// <summary>What the calling thread starts from now on has no capability that it does not get by its own means.</summary>
    public static void DropAmbientCapabilities() => _ = Control(AmbientCapabilities, ClearAll, 0, 0, 0);

    /// <summary>Has a descriptor go to the programs that are started from now on.</summary>
    public static void Inherit(SafeFileHandle handle) => _ = ControlDescriptor(handle, SetDescriptorFlags, 0);

    /// <summary>Becomes another program. Returns only when that fails.</summary>
    public static void Become(string path, IReadOnlyList<string> arguments, IReadOnlyList<string> environment)
    {
        // The runtime ignores SIGPIPE, and what is ignored stays so in the next program and in all that it starts.
        _ = Signal(SignalPipe, 0);
        _ = Execute(path, [.. arguments, null], [.. environment, null]);
    }

    [LibraryImport("libc", EntryPoint = "fcntl")]
    private static partial int ControlDescriptor(SafeFileHandle handle, int command, nint argument);

    [LibraryImport("libc", EntryPoint = "prctl")]
    private static partial int Control(int option, nuint second, nuint third, nuint fourth, nuint fifth);

    [LibraryImport("libc", EntryPoint = "signal")]
    public static partial nint Signal(int signal, nint handler);

    [LibraryImport("libc", EntryPoint = "execve", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Execute(string path, string?[] arguments, string?[] environment);
}
