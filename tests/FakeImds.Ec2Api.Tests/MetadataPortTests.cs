using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using FakeImds.Ec2;

namespace FakeImds.Ec2Api.Tests;

/// <summary>Ports follow the account, whoever changes it.</summary>
public sealed partial class MetadataPortTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_instance_that_the_library_launches_has_a_port_until_the_library_terminates_it()
    {
        await using var host = await ApiHost.StartAsync();
        var launched = host.Region.Instances.Run(new RunInstancesRequest { ImageId = host.Image(), Count = 3, MetadataOptions = new() { HttpTokens = HttpTokens.Required } });
        var ports = await PortsAsync(host);
        ports.Count.ShouldBe(4);
        using var client = new HttpClient();
        (await DataPlane.StatusAsync(client, $"http://{ports[launched[1].InstanceId]}/latest/meta-data/", null)).ShouldBe(HttpStatusCode.Unauthorized);

        launched[1].Terminate();
        await IsClosedAsync(ports[launched[1].InstanceId]);
        host.Region.Instances.Forget(launched[2].InstanceId);
        await IsClosedAsync(ports[launched[2].InstanceId]);
        (await PortsAsync(host)).Keys.ShouldBe([host.Emulator.Instance.InstanceId, launched[0].InstanceId]);
    }

    [Fact]
    public async Task A_disposed_server_closes_its_ports_and_later_instances_have_none()
    {
        await using var emulator = new ImdsEmulator();
        await using var kept = emulator.CreateEc2Api();
        await kept.StartAsync(cancellationToken: Cancel);
        var gone = emulator.CreateEc2Api();
        var url = await gone.StartAsync(cancellationToken: Cancel);
        var port = (await PortsAsync(new Uri($"http://{url}/"))).Single().Value;
        await gone.DisposeAsync();
        await IsClosedAsync(port);

        var region = emulator.Account.Region("us-east-1");
        var image = region.Images.Register("plain").ImageId;
        region.Instances.Run(new RunInstancesRequest { ImageId = image });
        await kept.DisposeAsync();
        emulator.Dispose();
        region.Instances.Run(new RunInstancesRequest { ImageId = image });
        region.Instances.All.Count.ShouldBe(3);
    }

    private static Task<IReadOnlyDictionary<string, IPEndPoint>> PortsAsync(ApiHost host) => PortsAsync(host.Url);

    private static async Task<IReadOnlyDictionary<string, IPEndPoint>> PortsAsync(Uri api)
    {
        using var client = new HttpClient { BaseAddress = api };
        var text = await client.GetStringAsync(new Uri("?Action=DescribeInstances&Version=2016-11-15", UriKind.Relative), Cancel);
        return text.Split("<instanceId>").Skip(1).Select(static i => (Id: i[..i.IndexOf('<', StringComparison.Ordinal)], Port: Endpoint().Match(i)))
            .Where(static i => i.Port.Success).ToDictionary(static i => i.Id, static i => IPEndPoint.Parse(i.Port.Groups[1].Value));
    }

    private static async Task IsClosedAsync(IPEndPoint port)
    {
        using var client = new TcpClient();
        (await Should.ThrowAsync<SocketException>(client.ConnectAsync(port, Cancel).AsTask())).SocketErrorCode.ShouldBe(SocketError.ConnectionRefused);
    }

    [GeneratedRegex("<key>fakeimds:metadata-endpoint</key>\\s*<value>http://([^/]*)/</value>")]
    private static partial Regex Endpoint();
}
