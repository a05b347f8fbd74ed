namespace OwnTemplate;

/// <summary>The app: it greets with the place where it runs. It never falls back to IMDSv1.</summary>
/// <param name="metadata">A client of the instance metadata service.</param>
public sealed class Greeter(HttpClient metadata)
{
    /// <summary>Such as <c>Hello from i-0123456789abcdef0 (t3.small) in us-east-1</c>; without metadata <c>Hello from nowhere</c>.</summary>
    public async Task<string> GreetAsync()
    {
        try
        {
            var token = await TokenAsync();
            return $"Hello from {await ReadAsync(token, "instance-id")} ({await ReadAsync(token, "instance-type")}) in {await ReadAsync(token, "placement/region")}";
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            return "Hello from nowhere";
        }
    }

    private async Task<string> TokenAsync()
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, "latest/api/token");
        request.Headers.Add("X-aws-ec2-metadata-token-ttl-seconds", "60");
        using var response = await metadata.SendAsync(request);
        return await response.EnsureSuccessStatusCode().Content.ReadAsStringAsync();
    }

    private async Task<string> ReadAsync(string token, string category)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "latest/meta-data/" + category);
        request.Headers.Add("X-aws-ec2-metadata-token", token);
        using var response = await metadata.SendAsync(request);
        return await response.EnsureSuccessStatusCode().Content.ReadAsStringAsync();
    }
}
