using System.Reflection;
using System.Runtime.InteropServices;

namespace FakeImds.Wire.Tests;

/// <summary>Where the programs are that the tests start; the build noted their paths in this assembly.</summary>
internal static class Programs
{
    /// <summary>
    /// The emulator: what env FAKEIMDS_BINARY names (the NativeAOT binary, say), or else the FakeImds.Cli.dll of this build.
    /// </summary>
    public static string[] Emulator { get; } = Startable(Environment.GetEnvironmentVariable("FAKEIMDS_BINARY") is { Length: > 0 } binary
        ? Path.GetFullPath(binary)
        : Noted("EmulatorProgram"));

    public static string[] SdkClient { get; } = Startable(Noted("SdkClientProgram"));

    /// <summary>A program that uses the library on the link-local addresses.</summary>
    public static string[] LibraryHost { get; } = Startable(Noted("LibraryHostProgram"));

    public static string[] BotocoreClient { get; } = ["python3", Path.Combine(AppContext.BaseDirectory, "botocore_client.py")];

    private static string[] Startable(string path) =>
        path.EndsWith(".dll", StringComparison.OrdinalIgnoreCase) ? [Dotnet(), path] : [path];

    // The host of this very runtime, three levels above shared/Microsoft.NETCore.App/VERSION: PATH may name another, or none.
    private static string Dotnet() =>
        Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", "dotnet"));

    private static string Noted(string key) => typeof(Programs).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == key)
        .Value ?? throw new InvalidOperationException($"The build noted no path of {key}.");
}
