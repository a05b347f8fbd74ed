using FakeImds.Cli.CommandLine;

namespace FakeImds.Cli.Run;

/// <summary>Options of an instance that is not there would be believed.</summary>
internal static class NoInstanceRule
{
    /// <exception cref="UserException">The settings contradict each other.</exception>
    public static void Check(RunSettings settings)
    {
        if (settings.NoInstance && (settings.Instance is not null || !settings.Launch.IsEmpty))
        {
            throw UserException.BadInput(
                $"fakeimds: {(settings.Instance is null ? "a metadata option such as --http-tokens" : "--instance")} is given together with --no-instance, which leaves out the instance that it is for; one of them is allowed");
        }
    }
}
