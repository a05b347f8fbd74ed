using System.Globalization;
using System.Net;

namespace FakeImds.Journal;

/// <summary>
/// Finds the process at the other end of a connection, on Linux, through /proc: the client's socket by its addresses, in every network
/// namespace that can be seen, and then who holds it. Costs milliseconds: for those who ask.
/// </summary>
internal static class ClientProcesses
{
    private const int MaxCommandLine = 4096;
    private const int ContainerIdLength = 64;

    /// <param name="client">The client's address and port.</param>
    /// <param name="server">Where it is connected to, as it sees it.</param>
    /// <returns>The process; null when it can't be seen: another machine, another user, an address that was translated.</returns>
    public static ClientProcess? Find(IPEndPoint client, IPEndPoint server)
    {
        if (!OperatingSystem.IsLinux())
        {
            return null;
        }

        // The newest first: a client has mostly just been started.
        var processes = Processes();
        var socket = new SocketTableEntry(client, server);
        HashSet<string> seen = [];
        foreach (var process in processes)
        {
            if (Link($"/proc/{process}/ns/net") is { } space && seen.Add(space) && socket.FindInode(process) is { } inode)
            {
                return processes.Where(p => Link($"/proc/{p}/ns/net") == space && Holds(p, $"socket:[{inode}]")).Select(Describe).FirstOrDefault();
            }
        }

        return null;
    }

    private static List<int> Processes()
    {
        List<int> found = [];
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder.AsSpan()), NumberStyles.None, CultureInfo.InvariantCulture, out var id))
            {
                found.Add(id);
            }
        }

        found.Sort(static (a, b) => b.CompareTo(a));
        return found;
    }

    private static bool Holds(int process, string socket)
    {
        try
        {
            return Directory.EnumerateFileSystemEntries($"/proc/{process}/fd").Any(d => Link(d) == socket);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static ClientProcess Describe(int process) => new(
        process,
        Link($"/proc/{process}/exe"),
        CommandLine(process),
        ContainerId(Read($"/proc/{process}/cgroup")));

    private static string CommandLine(int process)
    {
        var line = Read($"/proc/{process}/cmdline").TrimEnd('\0').Replace('\0', ' ');
        return line.Length > MaxCommandLine ? line[..MaxCommandLine] : line;
    }

    /// <summary>The last 64 hexadecimal digits in a row that a control group's path has.</summary>
    internal static string? ContainerId(string groups)
    {
        var length = 0;
        for (var i = groups.Length; i >= 0; i--)
        {
            if (i > 0 && char.IsAsciiHexDigitLower(groups[i - 1]))
            {
                length++;
            }
            else if (length == ContainerIdLength)
            {
                return groups.Substring(i, length);
            }
            else
            {
                length = 0;
            }
        }

        return null;
    }

    private static string Read(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    private static string? Link(string path)
    {
        try
        {
            return new FileInfo(path).LinkTarget;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
