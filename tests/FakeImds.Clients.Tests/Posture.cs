using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using FakeImds.Ec2;

namespace FakeImds.Clients.Tests;

/// <summary>An emulator on loopback under given options, what it served, and what it serves.</summary>
internal sealed class Posture : IAsyncDisposable
{
    public const string Region = "eu-north-1";

    /// <summary>The longest life of a token, and what all these clients ask for.</summary>
    public static readonly TimeSpan TokenLife = TimeSpan.FromHours(6);

    private readonly ImdsEmulator _emulator;

    private Posture(MetadataOptions options, int hops, TimeSpan? withheld)
    {
        var settings = new ImdsEmulatorOptions
        {
            Region = Region,
            MetadataOptions = options,
            Account = { TimeProvider = Clock },
            OnRequest = Requests.Enqueue,
            ClientHops = { new Hops.ClientHops(IPNetwork.Parse("127.0.0.0/8"), hops) },
        };
        settings.WithheldResponseTime = withheld ?? settings.WithheldResponseTime;
        _emulator = new ImdsEmulator(settings);
    }

    public ShiftedClock Clock { get; } = new();

    public ConcurrentQueue<Journal.ServedRequest> Requests { get; } = [];

    public Target Target { get; private set; } = null!;

    public static async Task<Posture> StartAsync(MetadataOptions options, int hops = 1, TimeSpan? withheld = null)
    {
        var posture = new Posture(options, hops, withheld);
        posture.Target = new Target(await posture._emulator.ListenOnLoopbackAsync(), TimeSpan.FromSeconds(30));
        return posture;
    }

    /// <summary>The Region and the credentials that the emulator serves now, with a token or without one.</summary>
    public async Task<Finding> ServedAsync(bool withToken = true)
    {
        using var client = _emulator.CreateClient();
        if (withToken)
        {
            using var put = new HttpRequestMessage(HttpMethod.Put, "latest/api/token") { Headers = { { "X-aws-ec2-metadata-token-ttl-seconds", "60" } } };
            using var issued = await client.SendAsync(put);
            client.DefaultRequestHeaders.Add("X-aws-ec2-metadata-token", await issued.EnsureSuccessStatusCode().Content.ReadAsStringAsync());
        }

        var role = await client.GetStringAsync("latest/meta-data/iam/security-credentials/");
        using var keys = JsonDocument.Parse(await client.GetStringAsync($"latest/meta-data/iam/security-credentials/{role}"));
        return new Finding
        {
            Region = await client.GetStringAsync("latest/meta-data/placement/region"),
            AccessKeyId = keys.RootElement.GetProperty("AccessKeyId").GetString(),
            SecretAccessKey = keys.RootElement.GetProperty("SecretAccessKey").GetString(),
            SessionToken = keys.RootElement.GetProperty("Token").GetString(),
        };
    }

    public ValueTask DisposeAsync() => _emulator.DisposeAsync();
}
