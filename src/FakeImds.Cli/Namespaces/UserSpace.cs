using System.Collections;
using System.ComponentModel;
using System.Diagnostics;
using FakeImds.Cli.CommandLine;

namespace FakeImds.Cli.Namespaces;

/// <summary>
/// The right to make network namespaces: root has it, and anybody else in a user namespace of his own. A process of many threads
/// can't go into one, so the program starts itself anew through unshare(1), as the same process.
/// </summary>
internal static class UserSpace
{
    // Set for the second start, and taken away again from what is started.
    private const string Variable = "_FAKEIMDS_USER_NAMESPACE";

    // What the command sees of itself is the same with the first; the second is for unshare(1) of old or of busybox.
    private static readonly string[][] s_ways = [["--user", "--map-current-user", "--keep-caps"], ["--user", "--map-root-user"]];

    /// <summary>Makes sure that this process can make network namespaces; else it becomes one that can.</summary>
    /// <param name="arguments">This program's arguments.</param>
    /// <exception cref="UserException">The system does not allow it.</exception>
    public static void Require(IReadOnlyList<string> arguments)
    {
        if (!OperatingSystem.IsLinux())
        {
            throw UserException.Machine("fakeimds: network namespaces exist on Linux only; add --via env, which sets the SDKs' environment variables instead");
        }

        var isAnew = Environment.GetEnvironmentVariable(Variable) is not null;
        Environment.SetEnvironmentVariable(Variable, null);
        if (Refusal() is not { } refusal)
        {
            return;
        }

        if (!isAnew && Unshare() is { } unshare)
        {
            foreach (var way in s_ways.Where(w => Works(unshare, w)))
            {
                List<string> environment = [$"{Variable}=1"];
                foreach (DictionaryEntry variable in Environment.GetEnvironmentVariables())
                {
                    environment.Add($"{variable.Key}={variable.Value}");
                }

                LinuxCalls.Become(unshare, ["unshare", .. way, "--", .. OwnProgram.Words, .. arguments], environment);
            }
        }

        throw UserException.Machine(
            $"fakeimds: this system lets nobody but root make network namespaces ({refusal}); run as root, allow user namespaces (sysctl user.max_user_namespaces, kernel.apparmor_restrict_unprivileged_userns; a container needs --privileged), or add --via env");
    }

    private static string? Refusal()
    {
        try
        {
            using var space = NetworkSpace.Create();
            return null;
        }
        catch (Win32Exception e)
        {
            return e.Message;
        }
    }

    private static string? Unshare() => ProgramFile.OnPath("unshare");

    private static bool Works(string unshare, string[] way)
    {
        using var trial = Process.Start(new ProcessStartInfo(unshare, [.. way, "--net", "--", "true"])
        {
            RedirectStandardError = true, RedirectStandardOutput = true, RedirectStandardInput = true, UseShellExecute = false,
        })!;
        trial.StandardError.ReadToEnd();
        trial.WaitForExit();
        return trial.ExitCode is 0;
    }
}
