using System.Net;
using Amazon.EC2;
using Amazon.EC2.Model;
using Amazon.Runtime;

namespace FakeImds.Ec2Api.Tests;

public sealed class HostingTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_SDK_works_in_process_and_instances_have_no_port_then()
    {
        await using var emulator = new ImdsEmulator();
        await using var server = new Ec2ApiServer(emulator);
        using var ec2 = new AmazonEC2Client(
            new BasicAWSCredentials("AKIDEXAMPLE", "secret"),
            new AmazonEC2Config { ServiceURL = "http://ec2.fakeimds.internal/", AuthenticationRegion = "us-east-1", HttpClientFactory = new InProcessFactory(server) });
        await ec2.ModifyInstanceMetadataOptionsAsync(
            new ModifyInstanceMetadataOptionsRequest { InstanceId = emulator.Instance.InstanceId, HttpTokens = "required" }, Cancel);
        var instance = (await ec2.DescribeInstancesAsync(new DescribeInstancesRequest(), Cancel)).Reservations.Single().Instances.Single();
        instance.Tags.ShouldBeNull();
        using var metadata = emulator.CreateClient();
        (await DataPlane.StatusAsync(metadata, "latest/meta-data/", null)).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Only_loopback_is_listened_on_unless_allowed()
    {
        await using var emulator = new ImdsEmulator();
        await using var server = new Ec2ApiServer(emulator);
        (await Should.ThrowAsync<ArgumentException>(server.StartAsync(new IPEndPoint(IPAddress.Any, 0), Cancel))).Message.ShouldContain("AllowRemoteClients");
        await using var open = new Ec2ApiServer(emulator, new Ec2ApiOptions { AllowRemoteClients = true });
        (await open.StartAsync(new IPEndPoint(IPAddress.Any, 0), Cancel)).Port.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task A_disposed_server_answers_nobody()
    {
        await using var emulator = new ImdsEmulator();
        var server = new Ec2ApiServer(emulator);
        var endpoint = await server.StartAsync(cancellationToken: Cancel);
        await server.DisposeAsync();
        using var client = new HttpClient();
        await Should.ThrowAsync<HttpRequestException>(client.GetAsync(new Uri($"http://{endpoint}/"), Cancel));
        Should.Throw<ObjectDisposedException>(server.CreateClient);
    }

    private sealed class InProcessFactory(Ec2ApiServer server) : HttpClientFactory
    {
        public override HttpClient CreateHttpClient(IClientConfig clientConfig) => server.CreateClient();
    }
}
