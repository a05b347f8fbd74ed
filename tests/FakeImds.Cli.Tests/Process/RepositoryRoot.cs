namespace FakeImds.Cli.Tests.Process;

/// <summary>The folder of FakeImds.sln.</summary>
internal static class RepositoryRoot
{
    public static string Path { get; } = Find();

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(System.IO.Path.Combine(folder.FullName, "FakeImds.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException($"No FakeImds.sln above {AppContext.BaseDirectory}.");
        }

        return folder.FullName;
    }
}
