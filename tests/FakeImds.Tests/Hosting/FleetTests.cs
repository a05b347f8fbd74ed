using System.Collections.Concurrent;
using System.Net;
using FakeImds.Ec2;
using FakeImds.Journal;

namespace FakeImds.Tests.Hosting;

/// <summary>Several instances behind one address, told apart by their clients.</summary>
public sealed class FleetTests
{
    private readonly ConcurrentQueue<UnknownClient> _unknown = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_client_sees_the_instance_of_the_longest_prefix_and_all_others_the_emulators()
    {
        Linux();
        await using var imds = Emulator(UnknownClients.DefaultInstance);
        var (wide, narrow) = (Launch(imds), Launch(imds));
        var address = await SharedAsync(imds);
        imds.RouteClients(IPNetwork.Parse("127.0.1.0/24"), wide);
        imds.RouteClients(IPNetwork.Parse("127.0.1.128/25"), narrow);

        (await SourceClient.InstanceIdAsync("127.0.1.5", address)).ShouldBe(wide.InstanceId);
        (await SourceClient.InstanceIdAsync("127.0.1.200", address)).ShouldBe(narrow.InstanceId);
        _unknown.ShouldBeEmpty();
        (await SourceClient.InstanceIdAsync("127.0.2.1", address)).ShouldBe(imds.Instance.InstanceId);
        _unknown.ShouldHaveSingleItem().ShouldBe(new UnknownClient
        {
            Time = _unknown.Single().Time, Client = IPAddress.Parse("127.0.2.1"), Hops = 1, InstanceId = imds.Instance.InstanceId,
        });

        narrow.Terminate();
        (await SourceClient.InstanceIdAsync("127.0.1.200", address)).ShouldBe(wide.InstanceId, "a terminated instance's network no longer counts");
    }

    [Fact]
    public async Task Where_nobody_has_clients_of_its_own_none_is_unknown()
    {
        await using var imds = Emulator(UnknownClients.DefaultInstance);

        (await SourceClient.InstanceIdAsync("127.0.0.1", await SharedAsync(imds))).ShouldBe(imds.Instance.InstanceId);

        _unknown.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_client_of_no_instance_is_cut_and_told_of_where_such_are_refused()
    {
        Linux();
        await using var imds = Emulator(UnknownClients.Refuse);
        var address = await SharedAsync(imds);
        imds.RouteSource(IPAddress.Parse("127.0.0.2"), imds.Instance);

        (await SourceClient.InstanceIdAsync("127.0.0.2", address)).ShouldBe(imds.Instance.InstanceId);
        (await SourceClient.InstanceIdAsync("127.0.0.3", address)).ShouldBeNull();

        _unknown.Select(static u => (u.Client!.ToString(), u.InstanceId)).Distinct().ShouldBe([("127.0.0.3", null)]);
    }

    [Fact]
    public async Task Without_an_instance_of_its_own_an_emulator_serves_those_that_have_clients()
    {
        Linux();
        await using var imds = new ImdsEmulator(new ImdsEmulatorOptions { Launch = static (_, _) => null, OnUnknownClient = _unknown.Enqueue });
        var address = await SharedAsync(imds);
        var region = imds.Account.Region("us-east-1");
        var launched = region.Instances.Run(new() { ImageId = region.Images.Register("plain").ImageId })[0];
        imds.HasInstance.ShouldBeFalse();
        Should.Throw<InvalidOperationException>(() => imds.Instance).Message.ShouldContain("made without an instance");
        Should.Throw<InvalidOperationException>(() => imds.CreateClient());

        (await SourceClient.InstanceIdAsync("127.0.0.2", address)).ShouldBeNull();
        imds.RouteSource(IPAddress.Parse("127.0.0.2"), launched);

        (await SourceClient.InstanceIdAsync("127.0.0.2", address)).ShouldBe(launched.InstanceId);
        (await SourceClient.InstanceIdAsync("127.0.0.3", address)).ShouldBeNull();
    }

    [Theory]
    [InlineData(UnknownClients.DefaultInstance)]
    [InlineData(UnknownClients.Refuse)]
    public async Task The_machine_itself_may_ask_for_its_health_and_is_no_unknown_client_then(UnknownClients rule)
    {
        await using var imds = Emulator(rule);
        imds.RouteSource(IPAddress.Parse("192.0.2.1"), imds.Instance);
        using var http = SourceClient.From("127.0.0.1", await SharedAsync(imds));
        using var question = new HttpRequestMessage(HttpMethod.Options, "latest/api/token?fakeimds-healthcheck");

        using var answer = await http.SendAsync(question, Cancel);

        (answer.StatusCode, answer.Headers.Server.ToString()).ShouldBe((HttpStatusCode.OK, "EC2ws"));
        _unknown.ShouldBeEmpty();
        using var data = new HttpRequestMessage(HttpMethod.Put, "latest/api/token");
        if (rule is UnknownClients.Refuse)
        {
            await Should.ThrowAsync<HttpRequestException>(http.SendAsync(data, Cancel));
        }
        else
        {
            using var given = await http.SendAsync(data, Cancel);
        }

        _unknown.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task A_header_of_a_proxy_says_whose_client_it_is_before_the_address_does()
    {
        await using var imds = Emulator(UnknownClients.Refuse);
        var (web, db, host) = (Launch(imds), Launch(imds), Launch(imds));
        var address = await SharedAsync(imds);
        imds.RouteHeader("X-Container-Name", "web", web);
        imds.RouteHeader("X-Label-tier", "db", db);

        (await SourceClient.InstanceIdAsync("127.0.0.1", address)).ShouldBeNull();
        (await SourceClient.InstanceIdAsync("127.0.0.1", address, ("x-container-name", "Web"))).ShouldBeNull();
        (await SourceClient.InstanceIdAsync("127.0.0.1", address, ("x-container-name", "web"))).ShouldBe(web.InstanceId);
        (await SourceClient.InstanceIdAsync("127.0.0.1", address, ("X-Label-tier", "db"))).ShouldBe(db.InstanceId);
        (await SourceClient.InstanceIdAsync("127.0.0.1", address, ("X-Label-tier", "db"), ("X-Container-Name", "web"))).ShouldBe(web.InstanceId);

        imds.RouteSource(IPAddress.Loopback, host);
        (await SourceClient.InstanceIdAsync("127.0.0.1", address)).ShouldBe(host.InstanceId);
        (await SourceClient.InstanceIdAsync("127.0.0.1", address, ("X-Container-Name", "web"))).ShouldBe(web.InstanceId);
        imds.RouteHeader("X-Container-Name", "web", null);
        imds.RouteHeader("X-Label-tier", "db", null);
        (await SourceClient.InstanceIdAsync("127.0.0.1", address, ("X-Container-Name", "web"))).ShouldBe(host.InstanceId, "nobody asks for headers any more");
    }

    [Fact]
    public async Task What_becomes_no_request_of_a_refused_client_gets_no_answer()
    {
        await using var imds = new ImdsEmulator(new ImdsEmulatorOptions { Launch = static (_, _) => null });
        var address = await SharedAsync(imds);
        using var client = new System.Net.Sockets.TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, address.Port, Cancel);
        await client.GetStream().WriteAsync("PUT\r\n\r\n"u8.ToArray(), Cancel);

        var read = 0;
        try
        {
            read = await client.GetStream().ReadAsync(new byte[100], Cancel);
        }
        catch (IOException)
        {
            // Reset: no answer either.
        }

        read.ShouldBe(0);
    }

    [Fact]
    public async Task A_client_behind_a_bridge_can_count_further_than_is_measured()
    {
        var served = new ConcurrentQueue<ServedRequest>();
        await using var imds = new ImdsEmulator(new ImdsEmulatorOptions
        {
            AdditionalHops = static client => IPAddress.IsLoopback(client) ? 1 : 0, OnRequest = served.Enqueue, WithheldResponseTime = TimeSpan.FromMilliseconds(50),
        });
        using var http = SourceClient.From("127.0.0.1", await SharedAsync(imds));
        var hops = OperatingSystem.IsLinux() ? 2 : (int?)null;

        using var get = await http.GetAsync(new Uri("latest/", UriKind.Relative), Cancel);
        served.ShouldContain(s => s.Hops == hops);
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Nothing is measured elsewhere.");
        await Should.ThrowAsync<HttpRequestException>(http.PutAsync(new Uri("latest/api/token", UriKind.Relative), null, Cancel));
        imds.Instance.ModifyMetadataOptions(new MetadataOptions { HttpPutResponseHopLimit = 2 });
        using var put = await http.PutAsync(new Uri("latest/api/token", UriKind.Relative), null, Cancel);
        put.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    private static async Task<Uri> SharedAsync(ImdsEmulator imds) => await imds.ListenOnLoopbackAsync(cancellationToken: Cancel);

    private static void Linux() => Assert.SkipUnless(OperatingSystem.IsLinux(), "127.0.0.2 is an address of its own on Linux alone.");

    private static Ec2Instance Launch(ImdsEmulator imds) =>
        imds.Account.Region("us-east-1").Instances.Run(new RunInstancesRequest { ImageId = imds.Instance.Snapshot.Description.ImageId })[0];

    private ImdsEmulator Emulator(UnknownClients rule) => new(new ImdsEmulatorOptions { UnknownClients = rule, OnUnknownClient = _unknown.Enqueue });
}
