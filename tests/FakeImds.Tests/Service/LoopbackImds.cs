using System.Net;
using FakeImds.Ec2;
using Microsoft.Extensions.Time.Testing;

namespace FakeImds.Tests.Service;

/// <summary>An emulator on a loopback port, with a clock that only the test moves.</summary>
internal sealed class LoopbackImds : IAsyncDisposable
{
    public const string TtlHeader = "X-aws-ec2-metadata-token-ttl-seconds: ";
    public const string TokenHeader = "X-aws-ec2-metadata-token: ";
    public const string TokenPath = "/latest/api/token";
    public const string Leaf = "/latest/meta-data/instance-type";

    private LoopbackImds(ImdsEmulator emulator, IPEndPoint endpoint, FakeTimeProvider time)
    {
        Emulator = emulator;
        Endpoint = endpoint;
        Time = time;
    }

    public static MetadataOptions Optional { get; } = new() { HttpTokens = HttpTokens.Optional };

    public static MetadataOptions Required { get; } = new() { HttpTokens = HttpTokens.Required };

    public static MetadataOptions Disabled { get; } = new() { HttpEndpoint = OptionState.Disabled };

    public ImdsEmulator Emulator { get; }

    public Ec2Instance Instance => Emulator.Instance;

    public IPEndPoint Endpoint { get; }

    public FakeTimeProvider Time { get; }

    public static async Task<LoopbackImds> StartAsync(MetadataOptions? options = null, Action<ImdsEmulatorOptions>? configure = null)
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));
        var settings = new ImdsEmulatorOptions { MetadataOptions = options, Account = { TimeProvider = time } };
        configure?.Invoke(settings);
        var emulator = new ImdsEmulator(settings);
        var address = await emulator.ListenOnLoopbackAsync(cancellationToken: TestContext.Current.CancellationToken);
        return new LoopbackImds(emulator, new IPEndPoint(IPAddress.Loopback, address.Port), time);
    }

    /// <summary>A request line, a Host and the given header lines.</summary>
    public static string Request(string method, string target, params string[] headers) =>
        $"{method} {target} HTTP/1.1\r\nHost: 169.254.169.254\r\n{string.Concat(headers.Select(static h => h + "\r\n"))}\r\n";

    public Task<RawConnection> ConnectAsync() => RawConnection.OpenAsync(Endpoint);

    /// <summary>Sends one request on a new connection and reads until the service closes it.</summary>
    public Task<RawAnswer> AskAsync(string method, string target, params string[] headers) =>
        ExchangeAsync(Request(method, target, headers));

    public async Task<RawAnswer> ExchangeAsync(string request)
    {
        using var connection = await ConnectAsync();
        await connection.SendAsync(request);
        return await connection.ReadToEndAsync() ?? throw new IOException("The connection ended without an answer.");
    }

    public Task<RawAnswer> PutAsync(params string[] headers) => AskAsync("PUT", TokenPath, headers);

    public async Task<string> TokenAsync(int ttlSeconds = 21600)
    {
        var answer = await PutAsync($"{TtlHeader}{ttlSeconds}");
        answer.Status.ShouldBe(200);
        return answer.Text;
    }

    public async Task<int> StatusAsync(string token, string path = Leaf) => (await AskAsync("GET", path, TokenHeader + token)).Status;

    public ValueTask DisposeAsync() => Emulator.DisposeAsync();
}
