using System.Net;
using System.Text;
using System.Xml.Linq;
using FakeImds.Ec2;

namespace FakeImds.Ec2Api.Tests;

public sealed class InternalErrorTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(typeof(InvalidOperationException))]
    [InlineData(typeof(ArgumentException))]
    [InlineData(typeof(IOException))]
    [InlineData(typeof(OperationCanceledException))]
    public async Task A_throwing_IsAllowed_is_an_internal_error_and_nothing_is_carried_out(Type thrown)
    {
        var told = new List<Exception>();
        await using var emulator = new ImdsEmulator(new ImdsEmulatorOptions { OnError = told.Add });
        await using var server = emulator.CreateEc2Api(new Ec2ApiOptions { IsAllowed = _ => throw (Exception)Activator.CreateInstance(thrown, "secret")! });
        var region = emulator.Account.Region("us-east-1");
        var image = region.Images.Register("plain").ImageId;
        using var client = server.CreateClient();
        foreach (var call in new[]
        {
            $"Action=RunInstances&ImageId={image}&MinCount=1&MaxCount=1", $"Action=TerminateInstances&InstanceId.1={emulator.Instance.InstanceId}",
            "Action=ModifyInstanceMetadataDefaults&HttpTokens=required",
        })
        {
            using var answer = await client.GetAsync(new Uri($"/?Version=2016-11-15&{call}", UriKind.Relative), Cancel);
            answer.StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
            (await answer.Content.ReadAsStringAsync(Cancel)).ShouldMatch(
                "^<\\?xml [^>]*><Response><Errors><Error><Code>InternalError</Code><Message>An internal error has occurred.</Message></Error></Errors><RequestID>[0-9a-f-]{36}</RequestID></Response>$");
        }

        told.Select(static e => e.GetType()).ShouldBe([thrown, thrown, thrown]);
        region.Instances.All.ShouldHaveSingleItem().State.ShouldBe(InstanceState.Running);
        region.MetadataDefaults.IsEmpty.ShouldBeTrue();
    }

    [Fact]
    public async Task What_XML_cannot_carry_is_shown_as_a_replacement_character()
    {
        await using var emulator = new ImdsEmulator();
        await using var server = emulator.CreateEc2Api();
        emulator.Instance.Update(static d => d with { Tags = d.Tags.SetItem("a", "1\u00012\uD8003😀\uDC00") });
        using var client = server.CreateClient();
        var xml = XDocument.Parse(await client.GetStringAsync(new Uri("/?Action=DescribeInstances&Version=2016-11-15", UriKind.Relative), Cancel));
        xml.Descendants().Single(static e => e.Name.LocalName is "value").Value.ShouldBe("1\uFFFD2\uFFFD3😀\uFFFD");
    }

    [Fact]
    public async Task A_body_that_cannot_be_read_is_an_invalid_request()
    {
        await using var host = await ApiHost.StartAsync();
        using var client = new System.Net.Sockets.TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, host.Url.Port, Cancel);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes("POST / HTTP/1.1\r\nHost: ec2\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\nzz\r\n"), Cancel);
        using var reader = new StreamReader(client.GetStream());
        var answer = await reader.ReadToEndAsync(Cancel);
        answer.ShouldStartWith("HTTP/1.1 400 ");
        answer.ShouldContain("<Code>InvalidRequest</Code><Message>The request received was invalid: its body can't be read.</Message>");
    }

    [Fact]
    public async Task Too_many_tags_of_a_copy_make_no_image()
    {
        await using var host = await ApiHost.StartAsync();
        var image = host.Image();
        host.Region.Tags.Create([image], [.. Enumerable.Range(0, 50).Select(static n => KeyValuePair.Create($"k{n}", ""))]);
        using var client = host.InProcess();
        var answer = await client.GetAsync(new Uri(
            $"/?Version=2016-11-15&Action=CopyImage&Name=copy&SourceRegion=us-east-1&SourceImageId={image}&CopyImageTags=true&TagSpecification.1.ResourceType=image&TagSpecification.1.Tag.1.Key=more", UriKind.Relative), Cancel);
        (await answer.Content.ReadAsStringAsync(Cancel)).ShouldContain("<Code>TagLimitExceeded</Code>");
        host.Region.Images.Named("copy").ShouldBeEmpty();
    }
}
