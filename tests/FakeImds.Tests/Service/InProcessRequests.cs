namespace FakeImds.Tests.Service;

/// <summary>Requests without a socket.</summary>
internal static class InProcessRequests
{
    public static async Task<string> TokenInProcessAsync(this ImdsEmulator emulator, int ttlSeconds = 21600)
    {
        using var client = emulator.CreateClient();
        return await client.TokenAsync(ttlSeconds);
    }

    /// <summary>A token, or words that are none where the endpoint is disabled.</summary>
    public static async Task<string> TokenOrNothingAsync(this ImdsEmulator emulator)
    {
        using var client = emulator.CreateClient();
        using var answer = await client.PutTokenAsync();
        return answer.IsSuccessStatusCode ? await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken) : "nothing";
    }

    public static async Task<string> TokenAsync(this HttpClient client, int ttlSeconds = 21600)
    {
        using var answer = await client.PutTokenAsync(ttlSeconds);
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    public static async Task<HttpResponseMessage> PutTokenAsync(this HttpClient client, int ttlSeconds = 21600, CancellationToken cancellation = default)
    {
        using var put = new HttpRequestMessage(HttpMethod.Put, "latest/api/token")
        {
            Headers = { { "X-aws-ec2-metadata-token-ttl-seconds", $"{ttlSeconds}" } },
        };
        return await client.SendAsync(put, cancellation.CanBeCanceled ? cancellation : TestContext.Current.CancellationToken);
    }
}
