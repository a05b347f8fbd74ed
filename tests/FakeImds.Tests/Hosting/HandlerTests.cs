using System.Net;
using FakeImds.Ec2;

namespace FakeImds.Tests.Hosting;

/// <summary>The in-process ways in: what goes to the emulator, what passes, what is refused.</summary>
public sealed class HandlerTests
{
    [Theory]
    [InlineData("http://169.254.169.254/latest/meta-data/placement/region")]
    [InlineData("http://169.254.169.254:80/latest/meta-data/placement/region")]
    [InlineData("http://[fd00:ec2::254]/latest/meta-data/placement/region")]
    [InlineData("http://[fd00:ec2:0:0:0:0:0:254]/latest/meta-data/placement/region")]
    public async Task Requests_for_the_services_addresses_go_to_the_emulator(string uri)
    {
        await using var imds = new ImdsEmulator(Requests.Options(new MetadataOptions { HttpProtocolIpv6 = OptionState.Enabled }));
        using var client = new HttpClient(imds.CreateHandler(new Others()));

        (await client.ReadAsync(uri)).ShouldBe("us-east-1");
    }

    [Theory]
    [InlineData("http://example.test/latest/meta-data/placement/region")]
    [InlineData("https://169.254.169.254/latest/meta-data/placement/region")]
    [InlineData("http://169.254.169.254:8080/latest/meta-data/placement/region")]
    [InlineData("http://169.254.170.2/v2/credentials")]
    [InlineData("http://[fd00:ec2::23]/v1/credentials")]
    public async Task All_other_requests_pass_the_handler(string uri)
    {
        await using var imds = new ImdsEmulator();
        using var client = new HttpClient(imds.CreateHandler(new Others()));

        (await client.ReadAsync(uri)).ShouldBe(uri);
    }

    [Fact]
    public async Task Without_a_handler_for_others_they_go_to_the_network()
    {
        await using var imds = new ImdsEmulator();
        await using var network = new ImdsEmulator(new ImdsEmulatorOptions { Region = "eu-north-1" });
        var address = await network.ListenOnLoopbackAsync(cancellationToken: TestContext.Current.CancellationToken);
        using var client = new HttpClient(imds.CreateHandler());

        (await client.ReadAsync($"{address}latest/meta-data/placement/region")).ShouldBe("eu-north-1");
        (await client.ReadAsync("http://169.254.169.254/latest/meta-data/placement/region")).ShouldBe("us-east-1");
    }

    [Fact]
    public async Task A_client_of_the_emulator_has_no_way_to_other_addresses()
    {
        await using var imds = new ImdsEmulator();
        using var client = imds.CreateClient();

        var refused = await Should.ThrowAsync<HttpRequestException>(client.ReadAsync("http://example.test/"));

        refused.HttpRequestError.ShouldBe(HttpRequestError.ConnectionError);
        refused.Message.ShouldBe("http://example.test/ is not an address of the metadata service. Use http://169.254.169.254/ or a path below it.");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(65)]
    public async Task A_distance_outside_1_to_64_is_refused(int hops)
    {
        await using var imds = new ImdsEmulator();

        Should.Throw<ArgumentOutOfRangeException>(() => imds.CreateClient(hops)).ParamName.ShouldBe("hops");
        Should.Throw<ArgumentOutOfRangeException>(() => imds.CreateHandler(hops: hops)).ParamName.ShouldBe("hops");
    }

    [Fact]
    public async Task The_IPv6_address_answers_in_process_while_HttpProtocolIpv6_is_enabled()
    {
        await using var imds = new ImdsEmulator();
        using var client = imds.CreateClient();
        const string Uri = "http://[fd00:ec2::254]/" + Requests.InstanceId;

        var refused = await Should.ThrowAsync<HttpRequestException>(client.ReadAsync(Uri));
        refused.Message.ShouldBe("Nothing answers on [fd00:ec2::254]: HttpProtocolIpv6 is disabled.");

        imds.Instance.ModifyMetadataOptions(new MetadataOptions { HttpProtocolIpv6 = OptionState.Enabled });
        (await client.ReadAsync(Uri)).ShouldBe(imds.Instance.InstanceId);

        imds.Instance.ModifyMetadataOptions(new MetadataOptions { HttpProtocolIpv6 = OptionState.Disabled });
        await Should.ThrowAsync<HttpRequestException>(client.ReadAsync(Uri));
        (await client.ReadAsync(Requests.InstanceId)).ShouldBe(imds.Instance.InstanceId);
    }

    [Fact]
    public async Task The_handler_for_others_is_disposed_with_the_handler()
    {
        await using var imds = new ImdsEmulator();
        var others = new Others();

        imds.CreateHandler(others).Dispose();

        others.IsDisposed.ShouldBeTrue();
    }

    /// <summary>Answers with the address that was asked for.</summary>
    private sealed class Others : HttpMessageHandler
    {
        public bool IsDisposed { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(request.RequestUri!.OriginalString) });

        protected override void Dispose(bool disposing)
        {
            IsDisposed = true;
            base.Dispose(disposing);
        }
    }
}
