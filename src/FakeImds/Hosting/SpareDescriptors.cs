using System.Globalization;
using System.Net.Sockets;

namespace FakeImds.Hosting;

/// <summary>
/// The last descriptors that the process may have. They are the runtime's: without one it can't start a thread or load an assembly, and
/// aborts the process. So no address is opened with one of them, and an accept loop that got one waits until they are free again.
/// Known on Linux only; elsewhere none is set aside.
/// </summary>
internal static class SpareDescriptors
{
    private const int Count = 32;
    private const string Limits = "/proc/self/limits";

    // The system gives the lowest number that is free: a number from here up says how many are taken.
    private static readonly long s_first = First();

    /// <summary>Whether a socket has one of them.</summary>
    public static bool Include(Socket socket) => socket.Handle >= s_first;

    /// <summary>Whether the next socket would have one of them.</summary>
    public static bool AreNext()
    {
        try
        {
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            return Include(socket);
        }
        catch (SocketException)
        {
            return true;
        }
    }

    private static long First()
    {
        try
        {
            return OperatingSystem.IsLinux()
                && File.ReadLines(Limits).FirstOrDefault(static l => l.StartsWith("Max open files", StringComparison.Ordinal)) is { } line
                && line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [_, _, _, var soft, ..]
                && long.TryParse(soft, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) ? limit - Math.Min(Count, limit / 4) : long.MaxValue;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return long.MaxValue;
        }
    }
}
