using System.Reflection;
using System.Runtime.InteropServices;

namespace FakeImds.Container.Tests;

/// <summary>Where things are; the build noted the paths in this assembly.</summary>
internal static class Places
{
    /// <summary>The folder of the solution.</summary>
    public static string Root { get; } = Noted("Root");

    /// <summary>A program with the AWS SDK for .NET in it.</summary>
    public static string DotNetSdkProgram { get; } = Noted("DotNetSdkProgram");

    /// <summary>The folder of the .NET that runs this, three levels above shared/Microsoft.NETCore.App/VERSION.</summary>
    public static string DotNet { get; } = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));

    /// <summary>The program that was published for the image: what env FAKEIMDS_IMAGE_BINARY names.</summary>
    public static string? ImageBinary { get; } = Environment.GetEnvironmentVariable("FAKEIMDS_IMAGE_BINARY") is { Length: > 0 } path ? Path.GetFullPath(path) : null;

    public static string Script => Path.Combine(Root, "tests", "FakeImds.Container.Tests", "client-image.sh");

    private static string Noted(string key) => typeof(Places).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == key)
        .Value ?? throw new InvalidOperationException($"The build noted no path of {key}.");
}
