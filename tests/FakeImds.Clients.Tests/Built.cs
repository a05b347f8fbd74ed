using System.Reflection;

namespace FakeImds.Clients.Tests;

/// <summary>Where the build put things; it noted their paths in this assembly.</summary>
internal static class Built
{
    public static string DotNetSdkProgram => Noted("DotNetSdkProgram");

    public static string QuickstartProgram => Noted("QuickstartProgram");

    public static string IntermediateFolder => Noted("IntermediateFolder");

    /// <summary>A file beside this assembly.</summary>
    public static string File(string path) => Path.Combine(AppContext.BaseDirectory, path);

    private static string Noted(string key) => typeof(Built).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == key)
        .Value ?? throw new InvalidOperationException($"The build noted no path of {key}.");
}
