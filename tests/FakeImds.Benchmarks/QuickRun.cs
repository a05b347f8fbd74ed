namespace FakeImds.Benchmarks;

/// <summary>Whether the commands only have to work: the tests run those of docs/performance.md so. The figures mean nothing then.</summary>
internal static class QuickRun
{
    public static bool IsOn { get; } = Environment.GetEnvironmentVariable("FAKEIMDS_BENCHMARKS") is "quick";
}
