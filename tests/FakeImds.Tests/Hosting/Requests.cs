using FakeImds.Ec2;

namespace FakeImds.Tests.Hosting;

/// <summary>What the hosting tests ask again and again.</summary>
internal static class Requests
{
    public const string InstanceId = "latest/meta-data/instance-id";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static ImdsEmulatorOptions Options(MetadataOptions options) => new() { MetadataOptions = options };

    public static HttpRequestMessage PutToken() => new(HttpMethod.Put, "latest/api/token") { Headers = { { "X-aws-ec2-metadata-token-ttl-seconds", "21600" } } };

    public static async Task<string> TokenAsync(this HttpClient client)
    {
        using var put = PutToken();
        using var issued = await client.SendAsync(put, Cancelled);
        return await issued.EnsureSuccessStatusCode().Content.ReadAsStringAsync(Cancelled);
    }

    public static Task<string> ReadAsync(this HttpClient client, string path) => client.GetStringAsync(new Uri(path, UriKind.RelativeOrAbsolute), Cancelled);

    public static async Task<string> ReadWithTokenAsync(this HttpClient client, string path, string token)
    {
        using var get = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { { "X-aws-ec2-metadata-token", token } } };
        using var answer = await client.SendAsync(get, Cancelled);
        return await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync(Cancelled);
    }

    /// <summary>A client that speaks to a port.</summary>
    public static HttpClient At(Uri address) => new() { BaseAddress = address };
}
