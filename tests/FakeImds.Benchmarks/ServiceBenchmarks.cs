using System.Security.Cryptography;
using BenchmarkDotNet.Attributes;
using FakeImds.Benchmarks.Subjects;
using FakeImds.Ec2;
using FakeImds.Hops;
using FakeImds.Identity;
using FakeImds.Service;

namespace FakeImds.Benchmarks;

/// <summary>The service without a server: what a request costs and allocates of ours alone. Nothing should be allocated.</summary>
public class ServiceBenchmarks
{
    private readonly MetadataService _service;
    private readonly MemoryRequest _put = new("PUT", "/latest/api/token", ("X-aws-ec2-metadata-token-ttl-seconds", "21600"));
    private readonly MemoryRequest _leaf;
    private readonly MemoryRequest _directory;
    private readonly MemoryRequest _credentials;
    private readonly MemoryRequest _missing;
    private readonly MemoryRequest _unauthorized = new("GET", "/latest/meta-data/instance-id");

    public ServiceBenchmarks()
    {
        // Launched seven hours ago: the credentials have been replaced once.
        var options = SubjectServer.EmulatorOptions(keepAlive: true);
        options.Instance = static instance => instance with { LaunchTime = instance.LaunchTime.AddHours(-7) };
        var imds = new ImdsEmulator(options);
        _service = new MetadataService(
            imds.Instance,
            imds.Account.Ids,
            imds.IdentityAuthority,
            RandomNumberGenerator.GetBytes(32),
            new MetadataServiceOptions { TimeProvider = TimeProvider.System, KeepAlive = true, WithheldResponseTime = TimeSpan.FromMinutes(1), Faults = imds.Faults });
        PutToken();
        var token = (ImdsHeaders.Token, _put.ResponseText);
        _leaf = new MemoryRequest("GET", "/latest/meta-data/instance-id", token);
        _directory = new MemoryRequest("GET", "/latest/meta-data/", token);
        _credentials = new MemoryRequest("GET", "/latest/meta-data/iam/security-credentials/fakeimds-role", token);
        _missing = new MemoryRequest("GET", "/latest/meta-data/nothing", token);
    }

    [Benchmark(Baseline = true)]
    public Task GetLeaf() => Answer(_leaf, 200);

    [Benchmark]
    public Task GetDirectory() => Answer(_directory, 200);

    [Benchmark]
    public Task GetCredentials() => Answer(_credentials, 200);

    /// <summary>Two leaves that were last modified at different times.</summary>
    [Benchmark(OperationsPerInvoke = 2)]
    public async Task GetLeafAndCredentials()
    {
        await Answer(_leaf, 200);
        await Answer(_credentials, 200);
    }

    [Benchmark]
    public Task GetMissing() => Answer(_missing, 404);

    [Benchmark]
    public Task GetWithoutToken() => Answer(_unauthorized, 401);

    [Benchmark]
    public Task PutToken() => Answer(_put, 200);

    private Task Answer(MemoryRequest request, int expected)
    {
        request.Reset();
        var answered = _service.AnswerAsync(request.Features, ClientConnection.Nearest);
        return request.StatusCode == expected ? answered : throw new InvalidOperationException($"Status {request.StatusCode}.");
    }
}
