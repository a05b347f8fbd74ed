namespace FakeImds.Benchmarks.Published;

/// <summary>Programs of this machine.</summary>
internal static class Tools
{
    /// <summary>Whether PATH has a program.</summary>
    public static bool Has(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, name)));
}
