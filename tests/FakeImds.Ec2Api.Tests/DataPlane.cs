using System.Net;
using Amazon.EC2.Model;

namespace FakeImds.Ec2Api.Tests;

/// <summary>Asks the metadata service of an instance, at the address that its tag tells.</summary>
internal static class DataPlane
{
    public const string EndpointTag = "fakeimds:metadata-endpoint";

    /// <summary>Throws unless the service behaves as the options in an API reply say.</summary>
    public static async Task MustAgreeAsync(Instance instance)
    {
        var address = instance.Tags.Single(static t => t.Key == EndpointTag).Value;
        using var client = new HttpClient { BaseAddress = new Uri(address) };
        var options = instance.MetadataOptions;
        var withoutToken = await StatusAsync(client, "latest/meta-data/instance-id", null);
        using var put = new HttpRequestMessage(HttpMethod.Put, "latest/api/token") { Headers = { { "X-aws-ec2-metadata-token-ttl-seconds", "60" } } };
        using var issued = await client.SendAsync(put, TestContext.Current.CancellationToken);
        if (options.HttpEndpoint == "disabled")
        {
            withoutToken.ShouldBe(HttpStatusCode.Forbidden);
            issued.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
            return;
        }

        withoutToken.ShouldBe(options.HttpTokens == "required" ? HttpStatusCode.Unauthorized : HttpStatusCode.OK);
        var token = await issued.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        using var get = new HttpRequestMessage(HttpMethod.Get, "latest/meta-data/instance-id") { Headers = { { "X-aws-ec2-metadata-token", token } } };
        using var id = await client.SendAsync(get, TestContext.Current.CancellationToken);
        (await id.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldBe(instance.InstanceId);
        (await StatusAsync(client, "latest/meta-data/tags/instance", token)).ShouldBe(
            options.InstanceMetadataTags == "enabled" && instance.Tags.Count > 1 ? HttpStatusCode.OK : HttpStatusCode.NotFound);
    }

    public static async Task<HttpStatusCode> StatusAsync(HttpClient client, string path, string? token)
    {
        using var get = new HttpRequestMessage(HttpMethod.Get, path);
        if (token is not null)
        {
            get.Headers.Add("X-aws-ec2-metadata-token", token);
        }

        using var answer = await client.SendAsync(get, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }
}
