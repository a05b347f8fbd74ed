using FakeImds.Wire.Tests;

namespace FakeImds.Container.Tests;

/// <summary>
/// What the container tests need. A developer without it sees them skipped, with the reason; in CI (env CI=true) it must be there.
/// </summary>
internal static class EngineRequirement
{
    public static async Task<string?> MissingAsync()
    {
        if (Places.ImageBinary is not { } binary)
        {
            return "Needed: env FAKEIMDS_IMAGE_BINARY with the program that `dotnet publish src/FakeImds.Cli -p:PublishProfile=Image` makes.";
        }

        if (!File.Exists(binary))
        {
            return $"Needed: the program that FAKEIMDS_IMAGE_BINARY names, which is not there: {binary}";
        }

        if (!OperatingSystem.IsLinux() || Environment.UserName is not "root")
        {
            return "Needed: root on Linux, to start an engine.";
        }

        foreach (var (file, argument) in new[] { ("dockerd", "--version"), ("docker", "--version"), ("docker-compose", "--version"), ("nsenter", "--version"), ("busybox", "--list"), ("curl", "--version") })
        {
            if (await ProcessRunner.TryRunAsync(file, argument) is { ExitCode: not 0 } failed)
            {
                return $"Needed: `{file} {argument}`, which fails here: {failed.Error.Trim()}";
            }
        }

        return null;
    }

    public static void Demand(string? missing)
    {
        if (missing is null)
        {
            return;
        }

        if (string.Equals(Environment.GetEnvironmentVariable("CI"), "true", StringComparison.OrdinalIgnoreCase))
        {
            Assert.Fail("CI must be able to run the container tests. " + missing);
        }

        Assert.Skip(missing);
    }
}
