using BenchmarkDotNet.Attributes;
using FakeImds.Benchmarks.Startup;

namespace FakeImds.Benchmarks;

/// <summary>Start to first answer in a warm process: target at most twice an empty TestServer.</summary>
public class StartupBenchmarks
{
    [Benchmark(Baseline = true)]
    public Task<int> EmptyTestServer() => Starts.EmptyTestServerAsync();

    [Benchmark]
    public Task<int> FakeImds() => Starts.FakeImdsAsync();
}
