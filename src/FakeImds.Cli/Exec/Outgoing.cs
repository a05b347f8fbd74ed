using System.Diagnostics;
using FakeImds.Cli.Namespaces;

namespace FakeImds.Cli.Exec;

/// <summary>Outgoing connections of a command in a network of its own, by pasta or slirp4netns where one is installed.</summary>
internal static class Outgoing
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(3);

    /// <summary>The program that would do it; null when none is installed.</summary>
    public static string? Program { get; } = OperatingSystem.IsLinux() ? ProgramFile.OnPath("slirp4netns") ?? ProgramFile.OnPath("pasta") : null;

    /// <summary>Starts it, and waits until a default route is there.</summary>
    /// <returns>The process; null when there is no program, or it does not work here.</returns>
    public static Process? Start(NetworkSpace command)
    {
        if (Program is null)
        {
            return null;
        }

        string[] words = Path.GetFileName(Program) is "pasta"
            ? ["--foreground", "--quiet", "--config-net", "--no-map-gw", "--tcp-ports", "none", "--udp-ports", "none", "--tcp-ns", "none", "--udp-ns", "none", "--netns-only", .. RunAs, "--netns", NamespaceGuard.SpacePath]
            : ["--configure", "--mtu=65520", "--disable-host-loopback", "--netns-type=path", NamespaceGuard.SpacePath, "tap0"];

        // The guard ends with this process and takes it along.
        var process = NamespaceGuard.StartUnder(command, Program, words);
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed < s_patience && !process.HasExited)
        {
            if (command.Run(static () => HasDefaultRoute()))
            {
                return process;
            }

            Thread.Sleep(2);
        }

        return process;
    }

    // As root pasta would become nobody, who may not open the namespace.
    private static string[] RunAs => Environment.IsPrivilegedProcess ? ["--runas", "0"] : [];

    private static bool HasDefaultRoute() =>
        File.ReadLines("/proc/thread-self/net/route").Any(static l => l.Split('\t') is [_, "00000000", ..]);
}
