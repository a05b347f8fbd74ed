namespace FakeImds.Cli.Namespaces;

/// <summary>Finds programs as a shell does: .NET would look beside its own first.</summary>
internal static class ProgramFile
{
    /// <summary>The path of a command's program; null when there is none.</summary>
    public static string? Find(string name) =>
        name.Contains('/', StringComparison.Ordinal) || (OperatingSystem.IsWindows() && Path.IsPathRooted(name))
            ? File.Exists(name) ? Path.GetFullPath(name) : null
            : OnPath(name);

    public static string? OnPath(string name)
    {
        foreach (var folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator))
        {
            foreach (var end in OperatingSystem.IsWindows() ? (string[])["", ".exe", ".cmd", ".bat"] : [""])
            {
                var path = Path.Combine(folder.Length is 0 ? "." : folder, name + end);
                if (File.Exists(path) && IsExecutable(path))
                {
                    return Path.GetFullPath(path);
                }
            }
        }

        return null;
    }

    public static bool IsExecutable(string path) => OperatingSystem.IsWindows()
        || (File.GetUnixFileMode(path) & (UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute)) != 0;
}
