using System.Net;
using System.Text.Json.Nodes;
using FakeImds.Ec2Api;

namespace FakeImds.Control.Tests;

public sealed class ControlServerTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("169.254.169.254")]
    [InlineData("fd00:ec2::254")]
    [InlineData("::ffff:169.254.169.254")]
    public async Task The_metadata_addresses_are_refused(string address)
    {
        await using var emulator = new ImdsEmulator();
        await using var api = emulator.CreateEc2Api();
        await using var server = new ControlServer(emulator, api, new ControlOptions { AllowRemoteClients = true });
        (await Should.ThrowAsync<ArgumentException>(server.StartAsync(new IPEndPoint(IPAddress.Parse(address), 0), Cancel))).Message
            .ShouldContain("is an address of the metadata service");
    }

    [Fact]
    public async Task Only_loopback_is_listened_on_unless_allowed()
    {
        await using var emulator = new ImdsEmulator();
        await using var api = emulator.CreateEc2Api();
        await using var server = new ControlServer(emulator, api);
        (await Should.ThrowAsync<ArgumentException>(server.StartAsync(new IPEndPoint(IPAddress.Any, 0), Cancel))).Message.ShouldContain("AllowRemoteClients");
        await using var open = new ControlServer(emulator, api, new ControlOptions { AllowRemoteClients = true });
        (await open.StartAsync(new IPEndPoint(IPAddress.Any, 0), Cancel)).Port.ShouldBeGreaterThan(0);
        await using var other = new ImdsEmulator();
        Should.Throw<ArgumentException>(() => new ControlServer(other, api));
    }

    [Fact]
    public async Task The_EC2_API_is_on_the_same_port()
    {
        await using var host = await ControlHost.StartAsync();
        var answer = await host.Http.GetStringAsync(
            new Uri($"?Action=ModifyInstanceMetadataOptions&Version=2016-11-15&InstanceId={host.Emulator.Instance.InstanceId}&HttpTokens=required", UriKind.Relative), Cancel);
        answer.ShouldContain("<httpTokens>required</httpTokens>");
        var instance = (await host.MustAsync("GET", "fakeimds/instances"))["Instances"]!.AsArray().Single()!;
        instance["MetadataOptions"]!["HttpTokens"]!["Value"]!.GetValue<string>().ShouldBe("required");
        var address = instance["Addresses"]!.AsArray().Single()!.GetValue<string>();
        using var refused = await host.Http.GetAsync(new Uri(address + "latest/meta-data/"), Cancel);
        refused.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task The_certificates_are_those_of_the_emulator()
    {
        await using var host = await ControlHost.StartAsync();
        var certificates = await host.MustAsync("GET", "fakeimds/certificates");
        certificates["Pkcs7"]!.GetValue<string>().ShouldBe(host.Emulator.IdentityAuthority.DsaCertificatePem);
        certificates["Rsa2048"]!.GetValue<string>().ShouldBe(host.Emulator.IdentityAuthority.RsaCertificatePem);
    }

    [Theory]
    [InlineData("GET", "fakeimds/clocks", 404, "there is no /fakeimds/clocks; /fakeimds/ lists what there is")]
    [InlineData("DELETE", "fakeimds/clock", 405, "DELETE of /fakeimds/clock is not allowed; GET, PUT is")]
    [InlineData("GET", "fakeimds/instances/i-0123", 404, "there is no instance 'i-0123'; /fakeimds/instances lists them, and 'default' is the one that is served")]
    [InlineData("GET", "fakeimds/clock?zone=utc", 400, "the parameter 'zone' is unknown; none is allowed")]
    public async Task What_is_not_there_is_told_in_one_line(string method, string path, int status, string message)
    {
        await using var host = await ControlHost.StartAsync();
        (await host.MustFailAsync(method, path)).ShouldBe((status, message));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_request_of_2_MiB_is_refused_in_one_line(bool expectContinue)
    {
        await using var host = await ControlHost.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "fakeimds/events") { Content = new ByteArrayContent(new byte[2 * 1024 * 1024]) };
        request.Headers.ExpectContinue = expectContinue;
        using var answer = await host.Http.SendAsync(request, Cancel);
        answer.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancel))!["Message"]!.GetValue<string>()
            .ShouldBe("the body has more than 1048576 bytes; up to 1048576 are allowed");
        (await host.MustAsync("GET", "fakeimds/events"))["Events"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task Closed_it_answers_nobody()
    {
        await using var emulator = new ImdsEmulator();
        await using var api = emulator.CreateEc2Api();
        var server = new ControlServer(emulator, api);
        var endpoint = await server.StartAsync(cancellationToken: Cancel);
        await server.DisposeAsync();
        using var client = new HttpClient();
        await Should.ThrowAsync<HttpRequestException>(client.GetAsync(new Uri($"http://{endpoint}/fakeimds/"), Cancel));
        await Should.ThrowAsync<ObjectDisposedException>(server.StartAsync(cancellationToken: Cancel));
    }
}
