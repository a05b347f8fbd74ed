using System.Net;
using System.Net.Sockets;
using System.Text;
using FakeImds.Ec2Api;

namespace FakeImds.Control.Tests;

/// <summary>A web page in a browser on this machine can't change the account: requests as browsers send them.</summary>
public sealed class PageTests
{
    private const string Event = """{ "Type": "spot-interruption" }""";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Origin: http://evil.example\r\nSec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: no-cors")]
    [InlineData("Origin: null")]
    [InlineData("Origin: http://127.0.0.1:1")]
    [InlineData("Origin: https://{host}")]
    [InlineData("Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: no-cors\r\nSec-Fetch-Dest: image")]
    [InlineData("Sec-Fetch-Site: same-site")]
    public async Task A_page_of_another_site_changes_nothing(string headers)
    {
        await using var host = await ControlHost.StartAsync();
        foreach (var target in new[] { "/fakeimds/events", "/?Action=TerminateInstances&Version=2016-11-15&InstanceId=" + host.Emulator.Instance.InstanceId })
        {
            (await RawAsync(host.Endpoint, "POST", target, $"Host: {host.Endpoint}", headers.Replace("{host}", host.Endpoint.ToString(), StringComparison.Ordinal), Event))
                .ShouldStartWith("HTTP/1.1 403 ");
        }

        host.Emulator.Instance.Snapshot.IsOn.ShouldBeTrue();
        host.Emulator.Instance.Snapshot.Description.SpotInterruption.ShouldBeNull();
    }

    [Fact]
    public async Task An_image_of_another_site_terminates_nothing_and_a_preflight_allows_nothing()
    {
        await using var host = await ControlHost.StartAsync();
        var target = "/?Action=TerminateInstances&Version=2016-11-15&InstanceId.1=" + host.Emulator.Instance.InstanceId;
        (await RawAsync(host.Endpoint, "GET", target, $"Host: {host.Endpoint}", "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: no-cors\r\nSec-Fetch-Dest: image"))
            .ShouldStartWith("HTTP/1.1 403 ");
        host.Emulator.Instance.Snapshot.IsOn.ShouldBeTrue();
        var preflight = await RawAsync(
            host.Endpoint, "OPTIONS", "/fakeimds/clock", $"Host: {host.Endpoint}", "Origin: http://evil.example\r\nAccess-Control-Request-Method: PUT");
        preflight.ShouldStartWith("HTTP/1.1 403 ");
        preflight.ShouldNotContain("Access-Control-Allow");
    }

    [Theory]
    [InlineData("Host: evil.example")]
    [InlineData("Host: evil.example:80")]
    [InlineData("Host: 192.0.2.1")]
    [InlineData("Host: imds")]
    [InlineData("Host: localhost.evil.example")]
    public async Task A_name_that_was_pointed_here_is_refused(string header)
    {
        await using var host = await ControlHost.StartAsync();
        var answer = await RawAsync(host.Endpoint, "POST", "/fakeimds/events", header, "X: y", Event);
        answer.ShouldStartWith("HTTP/1.1 403 ");
        answer.ShouldContain($"Host is '{header["Host: ".Length..]}'; localhost or the address listened on is allowed".Replace("'", "\\u0027", StringComparison.Ordinal));
        host.Emulator.Instance.Snapshot.Description.SpotInterruption.ShouldBeNull();
    }

    [Theory]
    [InlineData("Host: localhost", "X: y")]
    [InlineData("Host: a.localhost:99", "X: y")]
    [InlineData("Host: [::1]", "X: y")]
    [InlineData("Host: localhost:80", "Origin: http://localhost:80\r\nSec-Fetch-Site: same-origin")]
    [InlineData("Host: localhost:80", "Sec-Fetch-Site: none\r\nSec-Fetch-Mode: navigate")]
    public async Task Programs_and_this_address_itself_are_served(string name, string headers)
    {
        await using var host = await ControlHost.StartAsync();
        (await RawAsync(host.Endpoint, "POST", "/fakeimds/events", name, headers, Event)).ShouldStartWith("HTTP/1.1 201 ");
    }

    [Fact]
    public async Task With_remote_clients_names_that_no_page_can_have_are_served_too()
    {
        await using var host = await ControlHost.StartAsync(options: new ControlOptions { AllowRemoteClients = true });
        (await RawAsync(host.Endpoint, "GET", "/fakeimds/clock", "Host: imds:4567", "X: y")).ShouldStartWith("HTTP/1.1 200 ");
        (await RawAsync(host.Endpoint, "GET", "/fakeimds/clock", "Host: 192.0.2.1", "X: y")).ShouldStartWith("HTTP/1.1 200 ");
        (await RawAsync(host.Endpoint, "GET", "/fakeimds/clock", "Host: evil.example", "X: y")).ShouldStartWith("HTTP/1.1 403 ");
    }

    [Fact]
    public async Task The_port_of_the_EC2_API_refuses_pages_too()
    {
        await using var emulator = new ImdsEmulator();
        await using var api = emulator.CreateEc2Api();
        var endpoint = await api.StartAsync(cancellationToken: Cancel);
        var target = "/?Action=TerminateInstances&Version=2016-11-15&InstanceId.1=" + emulator.Instance.InstanceId;
        (await RawAsync(endpoint, "POST", target, $"Host: {endpoint}", "Origin: http://evil.example")).ShouldStartWith("HTTP/1.1 403 ");
        (await RawAsync(endpoint, "GET", target, "Host: evil.example", "Sec-Fetch-Site: same-origin")).ShouldStartWith("HTTP/1.1 403 ");
        emulator.Instance.Snapshot.IsOn.ShouldBeTrue();
        (await RawAsync(endpoint, "POST", target, "Host: ec2.us-east-1.amazonaws.com", "X: y")).ShouldStartWith("HTTP/1.1 200 ");
    }

    private static async Task<string> RawAsync(IPEndPoint endpoint, string method, string target, string name, string headers, string body = "")
    {
        using var client = new TcpClient();
        await client.ConnectAsync(endpoint, Cancel);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"{method} {target} HTTP/1.1\r\n{name}\r\n{headers}\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n{body}"), Cancel);
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync(Cancel);
    }
}
