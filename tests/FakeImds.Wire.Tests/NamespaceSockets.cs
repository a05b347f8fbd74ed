using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace FakeImds.Wire.Tests;

/// <summary>Sockets inside a namespace, for what no client program would send: a socket stays in the namespace of the thread that made it.</summary>
internal static partial class NamespaceSockets
{
    private const int NewNetwork = 0x40000000;

    public static Task<Socket[]> CreateAsync(NetworkNamespace where, AddressFamily family, int count)
    {
        var made = new TaskCompletionSource<Socket[]>(TaskCreationOptions.RunContinuationsAsynchronously);

        // A thread of its own, which ends: it can't leave the namespace again.
        new Thread(() =>
        {
            try
            {
                Enter(where);
                made.SetResult([.. Enumerable.Range(0, count).Select(_ => new Socket(family, SocketType.Stream, ProtocolType.Tcp))]);
            }
            catch (Exception e)
            {
                made.SetException(e);
            }
        }).Start();
        return made.Task;
    }

    private static void Enter(NetworkNamespace where)
    {
        using var file = File.OpenHandle("/var/run/netns/" + where.Name, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        if (SetNamespace((int)file.DangerousGetHandle(), NewNetwork) != 0)
        {
            throw new IOException($"setns to {where.Name}: {Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())}");
        }
    }

    [LibraryImport("libc", EntryPoint = "setns", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetNamespace(int file, int type);
}
