using System.Net;
using System.Text;
using System.Xml.Linq;

namespace FakeImds.Ec2Api.Tests;

public sealed class QueryProtocolTests
{
    private const string Version = "Version=2016-11-15";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_form_and_a_query_string_are_answered_alike_in_EC2s_XML()
    {
        await using var host = await ApiHost.StartAsync(static o => o.ShowManagedBy = false);
        using var client = host.InProcess();
        using var form = await client.PostAsync("/", Form("Action=ModifyInstanceMetadataDefaults&HttpTokens=required&HttpPutResponseHopLimit=2&" + Version), Cancel);
        form.Content.Headers.ContentType!.ToString().ShouldBe("text/xml; charset=UTF-8");
        (await form.Content.ReadAsStringAsync(Cancel)).ShouldMatch(
            "^<\\?xml version=\"1.0\" encoding=\"utf-8\"\\?><ModifyInstanceMetadataDefaultsResponse xmlns=\"http://ec2.amazonaws.com/doc/2016-11-15/\">"
            + "<requestId>[0-9a-f-]{36}</requestId><return>true</return></ModifyInstanceMetadataDefaultsResponse>$");
        var got = await client.GetStringAsync("/?Action=GetInstanceMetadataDefaults&" + Version, Cancel);
        got.ShouldContain("<accountLevel><httpTokens>required</httpTokens><httpPutResponseHopLimit>2</httpPutResponseHopLimit></accountLevel>");
    }

    [Fact]
    public async Task An_error_has_EC2s_form()
    {
        await using var host = await ApiHost.StartAsync();
        var (status, body) = await SendAsync(host, "Action=DescribeInstances&InstanceId.1=i-1a2b3c4d&" + Version);
        status.ShouldBe(HttpStatusCode.BadRequest);
        body.ShouldMatch(
            "^<\\?xml version=\"1.0\" encoding=\"utf-8\"\\?><Response><Errors><Error><Code>InvalidInstanceID.NotFound</Code>"
            + "<Message>The instance ID 'i-1a2b3c4d' does not exist</Message></Error></Errors><RequestID>[0-9a-f-]{36}</RequestID></Response>$");
    }

    [Theory]
    [InlineData("", "MissingAction", 400)]
    [InlineData("Action=GetInstanceMetadataDefaults", "MissingParameter", 400)]
    [InlineData("Action=GetInstanceMetadataDefaults&Version=2012-01-01", "NoSuchVersion", 400)]
    [InlineData("Action=CreateVpc&Version=2016-11-15", "InvalidAction", 400)]
    [InlineData("Action=RebootInstances&Version=2016-11-15", "MissingParameter", 400)]
    [InlineData("Action=GetInstanceMetadataDefaults&Version=2016-11-15&Colour=red", "UnknownParameter", 400)]
    [InlineData("Action=RunInstances&Version=2016-11-15&ImageId=ami-1&MinCount=1&MaxCount=1&MetadataOptions.HttpToken=required", "UnknownParameter", 400)]
    [InlineData("Action=DescribeInstances&Version=2016-11-15&InstanceId.x=i-1", "UnknownParameter", 400)]
    [InlineData("Action=DescribeInstances&Version=2016-11-15&a.a.a.a.a.a.a.a.a.a.a.a.a.a.a=1", "UnknownParameter", 400)]
    [InlineData("Action=RunInstances&Version=2016-11-15&ImageId=ami-1&MinCount=one&MaxCount=1", "InvalidParameterValue", 400)]
    [InlineData("Action=GetInstanceMetadataDefaults&Version=2016-11-15&DryRun=maybe", "InvalidParameterValue", 400)]
    [InlineData("Action=GetInstanceMetadataDefaults&Version=2016-11-15&DryRun=true", "DryRunOperation", 412)]
    [InlineData("Action=GetInstanceMetadataDefaults&Version=2016-11-15&Version=2016-11-15", "InvalidParameterValue", 400)]
    [InlineData("Action=%zz&Version=2016-11-15", "MalformedQueryString", 400)]
    [InlineData("Action=%ff&Version=2016-11-15", "MalformedQueryString", 400)]
    [InlineData("Action=%00&Version=2016-11-15", "InvalidParameterValue", 400)]
    [InlineData("Action=RunInstances&Version=2016-11-15&ImageId=ami-1&MinCount=1&MaxCount=1&UserData=%21%21", "InvalidUserData.Malformed", 400)]
    [InlineData("Action=RunInstances&Version=2016-11-15&ImageId=ami-1&MinCount=2&MaxCount=1", "InvalidParameterValue", 400)]
    [InlineData("Action=DescribeRegions&Version=2016-11-15&RegionName.999999999999=us-east-1", "UnknownParameter", 400)]
    [InlineData("Action=ModifyInstanceMetadataOptions&Version=2016-11-15", "MissingParameter", 400)]
    [InlineData("Action=RunInstances&Version=2016-11-15&ImageId=ami-1&MinCount=1&MaxCount=1&KeyName=a%0Ab", "InvalidParameterValue", 400)]
    [InlineData("Action=RunInstances&Version=2016-11-15&ImageId=ami-1&MinCount=1&MaxCount=1&IamInstanceProfile.Name=a%2Fb", "InvalidParameterValue", 400)]
    [InlineData("Action=RunInstances&Version=2016-11-15&ImageId=ami-1&MinCount=1&MaxCount=1001", "InvalidParameterValue", 400)]
    [InlineData("Action=RunInstances&Version=2016-11-15&ImageId=ami-1&MinCount=1&MaxCount=1&Placement.AvailabilityZone=eu-west-1a", "InvalidParameterValue", 400)]
    [InlineData("Action=RunInstances&Version=2016-11-15&ImageId=ami-1&MinCount=1&MaxCount=1&NetworkInterface.1.PrivateIpAddress=999.1.1.1", "InvalidParameterValue", 400)]
    public async Task What_is_wrong_with_a_request_is_told_as_EC2_does(string form, string code, int status)
    {
        await using var host = await ApiHost.StartAsync(account: static a => a.LenientImageIds = true);
        var (got, body) = await SendAsync(host, form);
        XDocument.Parse(body).Descendants("Code").Single().Value.ShouldBe(code);
        ((int)got).ShouldBe(status);
        host.Region.Instances.All.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("HttpEndpoint", "", "A value of '' is not valid for HttpEndpoint. Specify either 'enabled' or 'disabled' and try again.")]
    [InlineData("HttpTokens", "bogus", "A value of 'bogus' is not valid for HttpTokens. Specify either 'optional' or 'required' and try again.")]
    [InlineData("HttpProtocolIpv6", "on", "A value of 'on' is not valid for HttpProtocolIpv6. Specify either 'enabled' or 'disabled' and try again.")]
    [InlineData("InstanceMetadataTags", "ENABLED", "A value of 'ENABLED' is not valid for InstanceMetadataTags. Specify either 'enabled' or 'disabled' and try again.")]
    [InlineData("HttpPutResponseHopLimit", "0", "A value of '0' is not valid for HttpPutResponseHopLimit. Specify a value between 1 and 64 and try again.")]
    [InlineData("HttpPutResponseHopLimit", "-1", "A value of '-1' is not valid for HttpPutResponseHopLimit. Specify a value between 1 and 64 and try again.")]
    [InlineData("HttpPutResponseHopLimit", "65", "A value of '65' is not valid for HttpPutResponseHopLimit. Specify a value between 1 and 64 and try again.")]
    public async Task A_bad_option_is_refused_at_launch_and_on_modify(string option, string value, string message)
    {
        await using var host = await ApiHost.StartAsync();
        var id = host.Emulator.Instance.InstanceId;
        var before = host.Emulator.Instance.Snapshot;
        foreach (var form in new[]
        {
            $"Action=RunInstances&{Version}&ImageId={host.Image()}&MinCount=1&MaxCount=1&MetadataOptions.{option}={value}",
            $"Action=ModifyInstanceMetadataOptions&{Version}&InstanceId={id}&{option}={value}",
        })
        {
            var (status, body) = await SendAsync(host, form);
            status.ShouldBe(HttpStatusCode.BadRequest);
            XDocument.Parse(body).Descendants("Code").Single().Value.ShouldBe("InvalidParameterValue");
            XDocument.Parse(body).Descendants("Message").Single().Value.ShouldBe(message);
        }

        host.Region.Instances.All.Count.ShouldBe(1);
        host.Emulator.Instance.Snapshot.ShouldBeSameAs(before);
    }

    [Theory]
    [InlineData(false, 200)]
    [InlineData(true, 400)]
    public async Task A_disabled_endpoint_excludes_other_options_only_when_strict(bool strict, int expected)
    {
        await using var host = await ApiHost.StartAsync(account: a => a.StrictHttpEndpoint = strict);
        var (status, _) = await SendAsync(host, $"Action=RunInstances&{Version}&ImageId={host.Image()}&MinCount=1&MaxCount=1&MetadataOptions.HttpEndpoint=disabled&MetadataOptions.HttpTokens=required");
        ((int)status).ShouldBe(expected);
    }

    [Theory]
    [InlineData("AWS4-HMAC-SHA256 Credential=AKID/20260301/eu-central-1/ec2/aws4_request, SignedHeaders=host, Signature=00", "localhost", "eu-central-1")]
    [InlineData(null, "ec2.us-west-2.amazonaws.com", "us-west-2")]
    [InlineData("AWS4-HMAC-SHA256 Credential=AKID/20260301/eu-central-1/ec2/aws4_request, SignedHeaders=host, Signature=00", "ec2.us-west-2.amazonaws.com", "eu-central-1")]
    [InlineData(null, "localhost", "ap-south-1")]
    public async Task The_Region_is_that_of_the_signature_or_the_host_or_the_default(string? authorization, string hostName, string region)
    {
        await using var host = await ApiHost.StartAsync(static o => o.DefaultRegion = "ap-south-1");
        using var client = host.InProcess();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/") { Content = Form("Action=ModifyInstanceMetadataDefaults&HttpTokens=required&" + Version) };
        request.Headers.Host = hostName;
        request.Headers.TryAddWithoutValidation("Authorization", authorization);
        (await client.SendAsync(request, Cancel)).StatusCode.ShouldBe(HttpStatusCode.OK);
        host.Emulator.Account.Regions.Where(static r => !r.MetadataDefaults.IsEmpty).Select(static r => r.Name).ShouldBe([region]);
    }

    [Fact]
    public async Task A_signature_for_no_Region_is_refused_and_Regions_are_not_made_without_end()
    {
        await using var host = await ApiHost.StartAsync();
        using var client = host.InProcess();
        (await InRegionAsync(client, "nowhere")).ShouldBe(HttpStatusCode.Unauthorized);
        for (var i = 0; i < 300; i++)
        {
            await InRegionAsync(client, $"{(char)('a' + (i / 26))}{(char)('a' + (i % 26))}-north-1");
        }

        host.Emulator.Account.Regions.Count.ShouldBe(200);
        (await InRegionAsync(client, "us-east-1")).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_request_of_more_than_a_mebibyte_is_refused_on_the_wire_and_in_process()
    {
        await using var host = await ApiHost.StartAsync();
        using var wire = new HttpClient { BaseAddress = host.Url };
        using var inProcess = host.InProcess();
        foreach (var client in new[] { wire, inProcess })
        {
            using var large = await client.PostAsync("/", Form($"Action=DescribeRegions&{Version}&RegionName.1=" + new string('a', 1 << 20)), Cancel);
            large.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
            (await large.Content.ReadAsStringAsync(Cancel)).ShouldContain("<Code>RequestEntityTooLarge</Code>");
        }
    }

    [Fact]
    public async Task Ten_thousand_parameters_are_read_and_more_are_refused()
    {
        await using var host = await ApiHost.StartAsync();
        var many = string.Concat(Enumerable.Range(1, 9_998).Select(static n => $"&InstanceId.{n}=i-{n:x17}"));
        var (_, body) = await SendAsync(host, $"Action=DescribeInstances&{Version}{many}");
        body.ShouldContain("<Code>InvalidInstanceID.NotFound</Code>");
        (_, body) = await SendAsync(host, $"Action=DescribeInstances&{Version}{many}&InstanceId.9999=i-1");
        body.ShouldContain("<Code>InvalidRequest</Code>");
    }

    [Fact]
    public async Task Values_that_need_escaping_come_back_as_they_were()
    {
        await using var host = await ApiHost.StartAsync();
        const string value = "<a href=\"x\">&amp;' \U0001F600\n</a>";
        var id = host.Emulator.Instance.InstanceId;
        var (status, _) = await SendAsync(host, $"Action=CreateTags&{Version}&ResourceId.1={id}&Tag.1.Key=k&Tag.1.Value={Uri.EscapeDataString(value)}");
        status.ShouldBe(HttpStatusCode.OK);
        var (_, body) = await SendAsync(host, $"Action=DescribeTags&{Version}");
        XDocument.Parse(body).Descendants().Single(static e => e.Name.LocalName == "value").Value.ShouldBe(value);
    }

    [Fact]
    public async Task Other_methods_are_refused()
    {
        await using var host = await ApiHost.StartAsync();
        using var client = host.InProcess();
        using var answer = await client.DeleteAsync("/", Cancel);
        answer.StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
        (await answer.Content.ReadAsStringAsync(Cancel)).ShouldContain("<Code>InvalidRequest</Code>");
    }

    private static async Task<HttpStatusCode> InRegionAsync(HttpClient client, string region)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/") { Content = Form("Action=GetInstanceMetadataDefaults&" + Version) };
        request.Headers.TryAddWithoutValidation("Authorization", $"AWS4-HMAC-SHA256 Credential=AKID/20260301/{region}/ec2/aws4_request, SignedHeaders=host, Signature=00");
        using var answer = await client.SendAsync(request, Cancel);
        return answer.StatusCode;
    }

    private static async Task<(HttpStatusCode Status, string Body)> SendAsync(ApiHost host, string form)
    {
        using var client = host.InProcess();
        using var answer = await client.PostAsync("/", Form(form), Cancel);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(Cancel));
    }

    private static StringContent Form(string text) => new(text, Encoding.UTF8, "application/x-www-form-urlencoded");
}
