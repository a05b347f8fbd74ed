using System.Net;
using System.Text;
using FakeImds.Ec2;
using Microsoft.Extensions.Time.Testing;

namespace FakeImds.Tests.Categories;

/// <summary>An emulator on a clock that stands still, and an in-process client that reads its metadata.</summary>
internal sealed class MetadataReader : IDisposable
{
    public static readonly DateTimeOffset Launch = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    private readonly HttpClient _client;

    public MetadataReader(
        Func<InstanceDescription, InstanceDescription>? instance = null, bool tags = false, int seed = 0, string region = "us-east-1")
    {
        Imds = new ImdsEmulator(new ImdsEmulatorOptions
        {
            Account = new Ec2AccountOptions { Seed = seed, TimeProvider = Clock },
            Region = region,
            MetadataOptions = tags ? new MetadataOptions { InstanceMetadataTags = OptionState.Enabled } : null,
            Instance = instance,
        });
        _client = Imds.CreateClient();
    }

    public FakeTimeProvider Clock { get; } = new(Launch);

    public ImdsEmulator Imds { get; }

    public InstanceDescription Description => Imds.Instance.Snapshot.Description;

    /// <summary>The text at a path below <c>latest/meta-data/</c>, which must be there.</summary>
    public Task<string> MetaData(string path) => Text("latest/meta-data/" + path);

    public async Task<string> Text(string path) => Encoding.UTF8.GetString(await Bytes(path));

    public async Task<byte[]> Bytes(string path)
    {
        using var answer = await Get(path);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, path);
        return await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>The listing of a directory, line by line; null if there is none.</summary>
    public async Task<string[]?> Names(string path)
    {
        using var answer = await Get(path);
        return answer.StatusCode is HttpStatusCode.OK
            ? (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Split('\n')
            : null;
    }

    public async Task<bool> Has(string path, HttpMethod? method = null)
    {
        using var answer = await Get(path, method);
        answer.StatusCode.ShouldBeOneOf(HttpStatusCode.OK, HttpStatusCode.NotFound);
        return answer.StatusCode is HttpStatusCode.OK;
    }

    public Task<bool> HasMetaData(string path) => Has("latest/meta-data/" + path);

    /// <summary>The text that a request with a token gets.</summary>
    public async Task<string> WithToken(string path)
    {
        using var put = new HttpRequestMessage(HttpMethod.Put, "latest/api/token") { Headers = { { "X-aws-ec2-metadata-token-ttl-seconds", "60" } } };
        using var issued = await _client.SendAsync(put, TestContext.Current.CancellationToken);
        var token = await issued.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        using var get = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { { "X-aws-ec2-metadata-token", token } } };
        using var answer = await _client.SendAsync(get, TestContext.Current.CancellationToken);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, path);
        return await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    public async Task<HttpResponseMessage> Get(string path, HttpMethod? method = null)
    {
        using var request = new HttpRequestMessage(method ?? HttpMethod.Get, path);
        return await _client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    /// <summary>Every path below a directory that ends in a leaf, found by walking the listings.</summary>
    public async Task<List<string>> Leaves(string directory)
    {
        var found = new List<string>();
        foreach (var line in await Names(directory) ?? [])
        {
            var isKey = line.StartsWith("0=", StringComparison.Ordinal);
            var path = directory + "/" + (isKey ? "0" : line.TrimEnd('/'));
            if (line.EndsWith('/') || isKey || (line is "dynamic" or "meta-data" && !directory.Contains('/')))
            {
                found.AddRange(await Leaves(path));
            }
            else
            {
                found.Add(path);
            }
        }

        return found;
    }

    public void Dispose()
    {
        _client.Dispose();
        Imds.Dispose();
    }
}
