using System.Net;
using System.Net.Sockets;
using FakeImds.Ec2;
using FakeImds.Hops;

namespace FakeImds.Tests.Hosting;

/// <summary>Clients of a declared address see another instance at the addresses that instances share.</summary>
public sealed class SourceRouteTests
{
    private static readonly IPAddress s_second = IPAddress.Parse("127.0.0.2");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_routed_client_sees_its_own_instance_and_all_others_the_emulators()
    {
        Linux();
        await using var imds = new ImdsEmulator();
        var other = Launch(imds, HttpTokens.Optional);
        var address = await SharedAsync(imds);
        imds.RouteSource(s_second, other);

        (await GetAsync(address, s_second)).ShouldBe((HttpStatusCode.OK, other.InstanceId));
        (await GetAsync(address, IPAddress.Loopback)).ShouldBe((HttpStatusCode.OK, imds.Instance.InstanceId));
        (await GetAsync(address, IPAddress.Parse("127.0.0.3"))).ShouldBe((HttpStatusCode.OK, imds.Instance.InstanceId));
    }

    [Fact]
    public async Task The_options_are_those_of_the_routed_instance()
    {
        Linux();
        var options = new ImdsEmulatorOptions { WithheldResponseTime = TimeSpan.FromMilliseconds(50) };
        options.ClientHops.Add(new ClientHops(IPNetwork.Parse("127.0.0.0/8"), 2));
        await using var imds = new ImdsEmulator(options);
        var other = Launch(imds, HttpTokens.Required);
        var address = await SharedAsync(imds);
        imds.RouteSource(s_second, other);

        (await GetAsync(address, s_second)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await GetAsync(address, IPAddress.Loopback)).Status.ShouldBe(HttpStatusCode.OK);
        await Should.ThrowAsync<HttpRequestException>(TokenAsync(address, s_second));
        other.ModifyMetadataOptions(new MetadataOptions { HttpPutResponseHopLimit = 2 });
        (await TokenAsync(address, s_second)).Length.ShouldBe(56);
        other.ModifyMetadataOptions(new MetadataOptions { HttpEndpoint = OptionState.Disabled });
        (await GetAsync(address, s_second)).Status.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_listener_of_an_instance_serves_it_alone()
    {
        Linux();
        await using var imds = new ImdsEmulator();
        var other = Launch(imds, HttpTokens.Optional);
        var address = await imds.ListenOnLoopbackAsync(imds.Instance, Cancel);
        imds.RouteSource(s_second, other);

        (await GetAsync(address, s_second)).Body.ShouldBe(imds.Instance.InstanceId);
    }

    [Fact]
    public async Task A_route_ends_with_termination_removal_and_a_later_one()
    {
        Linux();
        await using var imds = new ImdsEmulator();
        var (one, two) = (Launch(imds, HttpTokens.Optional), Launch(imds, HttpTokens.Optional));
        var address = await SharedAsync(imds);
        imds.RouteSource(s_second, one);
        imds.RouteSource(IPAddress.Parse("::ffff:127.0.0.2"), two);

        (await GetAsync(address, s_second)).Body.ShouldBe(two.InstanceId);
        two.Terminate();
        (await GetAsync(address, s_second)).Body.ShouldBe(imds.Instance.InstanceId);
        imds.RouteSource(s_second, one);
        (await GetAsync(address, s_second)).Body.ShouldBe(one.InstanceId);
        imds.RouteSource(s_second, null);
        (await GetAsync(address, s_second)).Body.ShouldBe(imds.Instance.InstanceId);
    }

    [Fact]
    public async Task A_token_of_one_instance_is_foreign_to_the_other()
    {
        Linux();
        await using var imds = new ImdsEmulator();
        var other = Launch(imds, HttpTokens.Required);
        var address = await SharedAsync(imds);
        imds.RouteSource(s_second, other);
        var token = await TokenAsync(address, s_second);

        (await GetAsync(address, s_second, token)).Body.ShouldBe(other.InstanceId);
        (await GetAsync(address, IPAddress.Loopback, token)).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task An_instance_of_another_account_is_refused()
    {
        await using var imds = new ImdsEmulator();
        await using var foreign = new ImdsEmulator();

        Should.Throw<ArgumentException>(() => imds.RouteSource(s_second, foreign.Instance)).Message.ShouldContain("was not launched in this emulator's account");
        Should.Throw<ArgumentNullException>(() => imds.RouteSource(null!, imds.Instance));
    }

    private static async Task<Uri> SharedAsync(ImdsEmulator imds) =>
        new($"http://{await imds.ListenAsync(new IPEndPoint(IPAddress.Loopback, 0), cancellationToken: Cancel)}/");

    private static void Linux() => Assert.SkipUnless(OperatingSystem.IsLinux(), "127.0.0.2 is an address of its own on Linux alone.");

    private static Ec2Instance Launch(ImdsEmulator imds, HttpTokens tokens)
    {
        var region = imds.Account.Region("us-east-1");
        var image = region.Images.All.First();
        return region.Instances.Run(new RunInstancesRequest { ImageId = image.ImageId, MetadataOptions = new() { HttpTokens = tokens } })[0];
    }

    private static async Task<(HttpStatusCode Status, string Body)> GetAsync(Uri address, IPAddress from, string? token = null)
    {
        using var http = Client(from);
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address, "latest/meta-data/instance-id"));
        if (token is not null)
        {
            request.Headers.Add("X-aws-ec2-metadata-token", token);
        }

        using var answer = await http.SendAsync(request, Cancel);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(Cancel));
    }

    private static async Task<string> TokenAsync(Uri address, IPAddress from)
    {
        using var http = Client(from);
        using var put = new HttpRequestMessage(HttpMethod.Put, new Uri(address, "latest/api/token")) { Headers = { { "X-aws-ec2-metadata-token-ttl-seconds", "60" } } };
        using var answer = await http.SendAsync(put, Cancel);
        return await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync(Cancel);
    }

    private static HttpClient Client(IPAddress from) => new(new SocketsHttpHandler
    {
        ConnectCallback = async (context, cancellationToken) =>
        {
            var socket = new Socket(from.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            socket.Bind(new IPEndPoint(from, 0));
            await socket.ConnectAsync(context.DnsEndPoint, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        },
    });
}
