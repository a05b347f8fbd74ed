using System.Net;
using FakeImds.Ec2;

namespace FakeImds.Tests.Hosting;

public sealed class InProcessTests
{
    [Fact]
    public async Task A_client_on_the_instance_gets_a_token_and_reads_with_it()
    {
        await using var imds = new ImdsEmulator(new ImdsEmulatorOptions { MetadataOptions = new MetadataOptions { HttpTokens = HttpTokens.Required } });
        using var client = imds.CreateClient();

        using var put = new HttpRequestMessage(HttpMethod.Put, "latest/api/token") { Headers = { { "X-aws-ec2-metadata-token-ttl-seconds", "21600" } } };
        using var issued = await client.SendAsync(put, TestContext.Current.CancellationToken);
        var token = await issued.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        issued.StatusCode.ShouldBe(HttpStatusCode.OK);
        token.ShouldMatch("^AQAEA[A-Za-z0-9_-]{49}==$");

        using var get = new HttpRequestMessage(HttpMethod.Get, "latest/meta-data/instance-type") { Headers = { { "X-aws-ec2-metadata-token", token } } };
        using var answer = await client.SendAsync(get, TestContext.Current.CancellationToken);
        (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldBe("t3.micro");
        (await client.GetAsync("latest/meta-data/instance-type", TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_put_from_beyond_the_hop_limit_is_never_answered()
    {
        await using var imds = new ImdsEmulator();
        using var container = imds.CreateClient(hops: 2);
        using var gone = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        using var put = new HttpRequestMessage(HttpMethod.Put, "latest/api/token") { Headers = { { "X-aws-ec2-metadata-token-ttl-seconds", "21600" } } };
        var answer = container.SendAsync(put, gone.Token);
        (await container.GetStringAsync("latest/meta-data/instance-type", TestContext.Current.CancellationToken)).ShouldBe("t3.micro");
        answer.IsCompleted.ShouldBeFalse();
        await gone.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(answer);
    }
}
