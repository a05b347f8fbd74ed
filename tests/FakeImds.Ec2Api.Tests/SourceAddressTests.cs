using System.Net;
using System.Net.Sockets;
using Amazon.EC2.Model;

namespace FakeImds.Ec2Api.Tests;

public sealed class SourceAddressTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_instance_launched_with_a_private_address_is_what_clients_from_there_see(bool byInterface)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "127.0.0.2 is an address of its own on Linux alone.");
        await using var host = await ApiHost.StartAsync();
        var shared = await host.Emulator.ListenAsync(new IPEndPoint(IPAddress.Loopback, 0), cancellationToken: Cancel);
        var request = new RunInstancesRequest { ImageId = host.Image(), MinCount = 1, MaxCount = 1 };
        if (byInterface)
        {
            request.NetworkInterfaces = [new InstanceNetworkInterfaceSpecification { DeviceIndex = 0, PrivateIpAddress = "127.0.0.2" }];
        }
        else
        {
            request.PrivateIpAddress = "127.0.0.2";
        }

        var launched = (await host.Ec2.RunInstancesAsync(request, Cancel)).Reservation.Instances.Single();

        launched.Tags.Single(static t => t.Key == "fakeimds:metadata-source-address").Value.ShouldBe("127.0.0.2");
        (await InstanceIdAsync(shared, "127.0.0.2")).ShouldBe(launched.InstanceId);
        (await InstanceIdAsync(shared, "127.0.0.1")).ShouldBe(host.Emulator.Instance.InstanceId);
        await host.Ec2.TerminateInstancesAsync(new TerminateInstancesRequest([launched.InstanceId]), Cancel);
        (await InstanceIdAsync(shared, "127.0.0.2")).ShouldBe(host.Emulator.Instance.InstanceId);
    }

    [Fact]
    public async Task An_address_that_nobody_declared_routes_nothing()
    {
        await using var host = await ApiHost.StartAsync();

        var launched = await Ec2Launch.OneAsync(host, host.Image());

        (launched.Tags ?? []).ShouldNotContain(static t => t.Key == "fakeimds:metadata-source-address");
    }

    private static async Task<string> InstanceIdAsync(IPEndPoint address, string from)
    {
        using var http = new HttpClient(new SocketsHttpHandler
        {
            ConnectCallback = async (context, cancellationToken) =>
            {
                var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                socket.Bind(new IPEndPoint(IPAddress.Parse(from), 0));
                await socket.ConnectAsync(context.DnsEndPoint, cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            },
        });
        return await http.GetStringAsync(new Uri($"http://{address}/latest/meta-data/instance-id"), Cancel);
    }
}
