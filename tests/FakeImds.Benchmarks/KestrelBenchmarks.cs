using System.Net;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using FakeImds.Benchmarks.Subjects;

namespace FakeImds.Benchmarks;

/// <summary>One request at a time over one kept connection: bytes that server and transport allocate, beside bare Kestrel.</summary>
[GroupBenchmarksBy(BenchmarkLogicalGroupRule.ByCategory)]
[CategoriesColumn]
public class KestrelBenchmarks
{
    private BareKestrel? _bare;
    private ImdsEmulator? _imds;
    private ImdsClient? _bareClient;
    private ImdsClient? _imdsClient;
    private byte[] _get = [];

    [GlobalSetup]
    public async Task Start()
    {
        _bare = await BareKestrel.StartAsync(keepAlive: true);
        _imds = new ImdsEmulator(SubjectServer.EmulatorOptions(keepAlive: true));
        var address = await _imds.ListenOnLoopbackAsync();
        _bareClient = new ImdsClient(_bare.Endpoint);
        _imdsClient = new ImdsClient(new IPEndPoint(IPAddress.Loopback, address.Port));
        _get = ImdsClient.GetRequest(ImdsClient.Body(_imdsClient.Ask(ImdsClient.PutRequest, keepAlive: true)));
    }

    [GlobalCleanup]
    public async Task Stop()
    {
        _bareClient?.Dispose();
        _imdsClient?.Dispose();
        await _bare!.DisposeAsync();
        await _imds!.DisposeAsync();
    }

    [Benchmark(Baseline = true), BenchmarkCategory("GET")]
    public int BareGet() => _bareClient!.Ask(_get, keepAlive: true).Length;

    [Benchmark, BenchmarkCategory("GET")]
    public int FakeImdsGet() => _imdsClient!.Ask(_get, keepAlive: true).Length;

    [Benchmark(Baseline = true), BenchmarkCategory("PUT")]
    public int BarePut() => _bareClient!.Ask(ImdsClient.PutRequest, keepAlive: true).Length;

    [Benchmark, BenchmarkCategory("PUT")]
    public int FakeImdsPut() => _imdsClient!.Ask(ImdsClient.PutRequest, keepAlive: true).Length;
}
