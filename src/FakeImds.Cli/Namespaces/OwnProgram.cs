namespace FakeImds.Cli.Namespaces;

/// <summary>How this program was started, for those who start it again.</summary>
internal static class OwnProgram
{
    /// <summary>The program's words without its arguments: its path, or those of dotnet and the assembly.</summary>
    public static string[] Words { get; } = Find();

    private static string[] Find()
    {
        var path = Environment.ProcessPath!;
        return Path.GetFileNameWithoutExtension(path) is "dotnet" ? [path, Path.Combine(AppContext.BaseDirectory, "FakeImds.Cli.dll")] : [path];
    }
}
