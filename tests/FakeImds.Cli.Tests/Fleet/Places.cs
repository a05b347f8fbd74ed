namespace FakeImds.Cli.Tests.Fleet;

/// <summary>Where things are.</summary>
internal static class Places
{
    /// <summary>The folder of the solution.</summary>
    public static string Root { get; } = Find();

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "FakeImds.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("There is no FakeImds.sln above the tests.");
        }

        return folder.FullName;
    }
}
