using System.Net;
using System.Net.Sockets;
using FakeImds.Ec2;

namespace FakeImds.Tests.Hosting;

/// <summary>Listeners with sockets: which open, which do not, and what is said then.</summary>
public sealed class ListenTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_free_port_of_the_IPv6_loopback_can_be_listened_on()
    {
        await using var imds = new ImdsEmulator();

        var endpoint = await imds.ListenAsync(new IPEndPoint(IPAddress.IPv6Loopback, 0), cancellationToken: Cancelled);

        endpoint.Port.ShouldBeGreaterThan(0);
        using var client = Requests.At(new Uri($"http://{endpoint}/"));
        (await client.ReadAsync(Requests.InstanceId)).ShouldBe(imds.Instance.InstanceId);
    }

    [Fact]
    public async Task One_emulator_listens_on_several_addresses_with_one_set_of_tokens()
    {
        await using var imds = new ImdsEmulator(Requests.Options(new MetadataOptions { HttpTokens = HttpTokens.Required }));
        using var one = Requests.At(await imds.ListenOnLoopbackAsync(cancellationToken: Cancelled));
        using var other = Requests.At(await imds.ListenOnLoopbackAsync(cancellationToken: Cancelled));

        one.BaseAddress.ShouldNotBe(other.BaseAddress);
        (await other.ReadWithTokenAsync(Requests.InstanceId, await one.TokenAsync())).ShouldBe(imds.Instance.InstanceId);
    }

    [Fact]
    public async Task A_port_in_use_is_said_in_one_line()
    {
        await using var first = new ImdsEmulator();
        await using var second = new ImdsEmulator();
        var taken = await first.ListenAsync(new IPEndPoint(IPAddress.Loopback, 0), cancellationToken: Cancelled);

        var refused = await Should.ThrowAsync<ListenException>(second.ListenAsync(taken, cancellationToken: Cancelled));
        refused.Reason.ShouldBe(ListenFailure.PortInUse);
        refused.Endpoint.ShouldBe(taken);
        refused.Message.ShouldBe($"Can't listen on {taken}: another program listens there. Stop it or choose another port.");
        (await Should.ThrowAsync<InvalidOperationException>(first.ListenAsync(taken, cancellationToken: Cancelled)))
            .Message.ShouldBe($"This emulator listens on {taken} already.");
    }

    [Theory]
    [InlineData("192.0.2.1", 32)]
    [InlineData("2001:db8::1", 128)]
    public async Task An_address_that_is_not_assigned_is_said_in_one_line(string address, int prefix)
    {
        await using var imds = new ImdsEmulator();
        var endpoint = new IPEndPoint(IPAddress.Parse(address), 8080);

        var refused = await Should.ThrowAsync<ListenException>(imds.ListenAsync(endpoint, cancellationToken: Cancelled));

        refused.Reason.ShouldBe(ListenFailure.AddressNotAssigned);
        refused.Message.ShouldBe(
            $"Can't listen on {endpoint}: the address is not assigned to this machine. Assign it with: ip addr add {address}/{prefix} dev lo");
    }

    [Fact]
    public async Task The_IPv6_link_local_address_is_not_opened_while_HttpProtocolIpv6_is_disabled()
    {
        await using var imds = new ImdsEmulator();
        var endpoint = new IPEndPoint(ImdsAddresses.Ipv6, 0);

        (await imds.ListenAsync(endpoint, cancellationToken: Cancelled)).ShouldBe(endpoint);

        await Should.ThrowAsync<InvalidOperationException>(imds.ListenAsync(endpoint, cancellationToken: Cancelled));
    }

    [Fact]
    public async Task Where_the_IPv6_address_cannot_be_opened_the_options_stay_as_they_were()
    {
        Assert.SkipWhen(IsAssigned(ImdsAddresses.Ipv6), $"This machine has {ImdsAddresses.Ipv6}: it can be opened.");
        await using var imds = new ImdsEmulator();
        await imds.ListenAsync(new IPEndPoint(ImdsAddresses.Ipv6, 0), cancellationToken: Cancelled);
        var before = imds.Instance.Snapshot;

        Should.Throw<ListenException>(() => imds.Instance.ModifyMetadataOptions(new MetadataOptions { HttpProtocolIpv6 = OptionState.Enabled }))
            .Reason.ShouldBe(ListenFailure.AddressNotAssigned);

        imds.Instance.Snapshot.ShouldBe(before);
        imds.Instance.ModifyMetadataOptions(new MetadataOptions { HttpTokens = HttpTokens.Required }).Options.HttpProtocolIpv6.Value.ShouldBe(OptionState.Disabled);
    }

    [Fact]
    public async Task Listening_needs_an_address()
    {
        await using var imds = new ImdsEmulator();

        (await Should.ThrowAsync<ArgumentNullException>(() => imds.ListenAsync(null!, cancellationToken: Cancelled))).ParamName.ShouldBe("endpoint");
    }

    private static bool IsAssigned(IPAddress address)
    {
        try
        {
            using var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            socket.Bind(new IPEndPoint(address, 0));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    [Fact]
    public void Sdks_are_pointed_at_a_port_by_their_own_variables()
    {
        ImdsEmulator.EnvironmentVariables(new Uri("http://127.0.0.1:8080/")).ShouldBe(
            new Dictionary<string, string>
            {
                ["AWS_EC2_METADATA_SERVICE_ENDPOINT"] = "http://127.0.0.1:8080",
                ["AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE"] = "IPv4",
                ["AWS_EC2_METADATA_DISABLED"] = "false",
            },
            ignoreOrder: true);
        var ipv6 = ImdsEmulator.EnvironmentVariables(new Uri("http://[::1]:8080/"));
        ipv6["AWS_EC2_METADATA_SERVICE_ENDPOINT"].ShouldBe("http://[::1]:8080");
        ipv6["AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE"].ShouldBe("IPv6");
    }
}
