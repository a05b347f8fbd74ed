using System.ComponentModel;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace FakeImds.Cli.Namespaces;

/// <summary>
/// A network namespace without a name: it is there while this object, a socket or a process is in it, and nothing has to be cleaned up.
/// A namespace is a thread's, so a thread of its own goes there for each thing that is done inside; sockets opened there stay there.
/// </summary>
internal sealed class NetworkSpace : IDisposable
{
    private const string OwnSpace = "/proc/thread-self/ns/net";

    private NetworkSpace(SafeFileHandle handle, string id)
    {
        Handle = handle;
        Id = id;
    }

    public SafeFileHandle Handle { get; }

    /// <summary>Such as <c>net:[4026532281]</c>: what /proc says of all processes inside.</summary>
    public string Id { get; }

    /// <exception cref="Win32Exception">The system does not allow it.</exception>
    public static NetworkSpace Create() => OnThread(static () =>
    {
        if (LinuxCalls.Unshare(LinuxCalls.NewNetwork) != 0)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError());
        }

        var id = new FileInfo(OwnSpace).LinkTarget ?? throw new IOException($"{OwnSpace} can't be read.");
        return new NetworkSpace(File.OpenHandle(OwnSpace), id);
    });

    /// <summary>Does something inside, on a thread of its own.</summary>
    public T Run<T>(Func<T> inside) => OnThread(() =>
        LinuxCalls.SetNamespace(Handle, LinuxCalls.NewNetwork) == 0 ? inside() : throw new Win32Exception(Marshal.GetLastPInvokeError()));

    public void Run(Action inside) => Run(() =>
    {
        inside();
        return true;
    });

    public void Dispose() => Handle.Dispose();

    private static T OnThread<T>(Func<T> work)
    {
        T? result = default;
        ExceptionDispatchInfo? fault = null;
        var thread = new Thread(() =>
        {
            try
            {
                result = work();
            }
            catch (Exception e)
            {
                fault = ExceptionDispatchInfo.Capture(e);
            }
        });
        thread.Start();
        thread.Join();
        fault?.Throw();
        return result!;
    }
}
