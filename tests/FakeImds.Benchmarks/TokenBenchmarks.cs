using System.Text;
using BenchmarkDotNet.Attributes;
using FakeImds.Service;

namespace FakeImds.Benchmarks;

/// <summary>A token is issued and checked without allocating.</summary>
public class TokenBenchmarks
{
    private readonly SessionToken _tokens = new("benchmark"u8);
    private readonly byte[] _buffer = new byte[SessionToken.Length];
    private string _token = "";

    [GlobalSetup]
    public void IssueOne()
    {
        Issue();
        _token = Encoding.ASCII.GetString(_buffer);
    }

    [Benchmark]
    public void Issue() => _tokens.Issue(1_800_000_000_000, 1, _buffer);

    [Benchmark]
    public bool Check() => _tokens.TryRead(_token, 1, out _);
}
