using System.Net;
using Amazon.EC2;
using Amazon.Runtime;
using FakeImds.Ec2;
using Microsoft.Extensions.Time.Testing;

namespace FakeImds.Ec2Api.Tests;

/// <summary>An emulator, its API on a loopback port, and an SDK client for it.</summary>
internal sealed class ApiHost : IAsyncDisposable
{
    public static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly Ec2ApiServer _server;

    private ApiHost(ImdsEmulator emulator, Ec2ApiServer server, IPEndPoint endpoint, FakeTimeProvider time)
    {
        Emulator = emulator;
        _server = server;
        Url = new Uri($"http://{endpoint}/");
        Time = time;
        Ec2 = Client("us-east-1");
    }

    public ImdsEmulator Emulator { get; }

    public Uri Url { get; }

    public FakeTimeProvider Time { get; }

    public AmazonEC2Client Ec2 { get; }

    public Ec2Region Region => Emulator.Account.Region("us-east-1");

    public static async Task<ApiHost> StartAsync(Action<Ec2ApiOptions>? options = null, Action<Ec2AccountOptions>? account = null)
    {
        var time = new FakeTimeProvider(Start);
        var accountOptions = new Ec2AccountOptions { TimeProvider = time };
        account?.Invoke(accountOptions);
        var apiOptions = new Ec2ApiOptions();
        options?.Invoke(apiOptions);
        var emulator = new ImdsEmulator(new ImdsEmulatorOptions { Account = accountOptions });
        var server = emulator.CreateEc2Api(apiOptions);
        return new ApiHost(emulator, server, await server.StartAsync(cancellationToken: TestContext.Current.CancellationToken), time);
    }

    public AmazonEC2Client Client(string region) => new(
        new BasicAWSCredentials("AKIDEXAMPLE", "secret"),
        new AmazonEC2Config { ServiceURL = Url.ToString(), AuthenticationRegion = region, MaxErrorRetry = 0 });

    /// <summary>A client of the API without a socket.</summary>
    public HttpClient InProcess() => _server.CreateClient();

    /// <summary>Registers an image and returns its id.</summary>
    public string Image(string name = "plain", ImdsSupport? support = null) => Region.Images.Register(name, support).ImageId;

    public async ValueTask DisposeAsync()
    {
        Ec2.Dispose();
        await _server.DisposeAsync();
        await Emulator.DisposeAsync();
    }
}
