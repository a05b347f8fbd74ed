using System.Text;
using System.Xml.Linq;
using FakeImds.Ec2;

namespace FakeImds.Ec2Api.Tests;

/// <summary>Goes over every response member of EC2's model that is about metadata options: <c>ResponseMembers/metadata-options.txt</c>.</summary>
public sealed class ResponseMemberTests
{
    // EC2 tells the state of an instance's options; a template has none, and the examples of its replies don't show one.
    private const string NotSent = "launchTemplateData/metadataOptions/state";

    private const string AllOptions = "#HttpTokens=required&#HttpPutResponseHopLimit=2&#HttpEndpoint=enabled&#HttpProtocolIpv6=enabled&#InstanceMetadataTags=enabled";

    [Fact]
    public async Task Every_documented_member_about_metadata_options_is_in_a_reply()
    {
        await using var host = await ApiHost.StartAsync();
        var image = host.Image("v2-only", ImdsSupport.V2);
        host.Region.DeclarativePolicy = new DeclarativePolicy { Defaults = new AccountMetadataDefaults { HttpTokensEnforced = DefaultOptionState.Enabled } };
        using var client = host.InProcess();
        var documented = (await File.ReadAllLinesAsync(Path.Combine(AppContext.BaseDirectory, "ResponseMembers", "metadata-options.txt"), TestContext.Current.CancellationToken))
            .Select(static l => l.Split(' ')).GroupBy(static l => l[0], static l => l[1]).ToDictionary(static g => g.Key);
        await SendAsync(client, "ModifyInstanceMetadataDefaults", "HttpTokens=required&HttpPutResponseHopLimit=2&HttpEndpoint=enabled&InstanceMetadataTags=enabled");
        await SendAsync(client, "CreateLaunchTemplate", "LaunchTemplateName=web&" + Options("LaunchTemplateData.MetadataOptions."));
        var requests = new Dictionary<string, string>
        {
            ["GetInstanceMetadataDefaults"] = "",
            ["ModifyInstanceMetadataOptions"] = $"InstanceId={host.Emulator.Instance.InstanceId}&HttpTokens=required",
            ["DescribeImageAttribute"] = $"ImageId={image}&Attribute=imdsSupport",
            ["DescribeImages"] = $"ImageId.1={image}",
            ["RunInstances"] = $"ImageId={image}&MinCount=1&MaxCount=1",
            ["DescribeInstances"] = "",
            ["CreateLaunchTemplateVersion"] = "LaunchTemplateName=web&" + Options("LaunchTemplateData.MetadataOptions."),
            ["DescribeLaunchTemplateVersions"] = "LaunchTemplateName=web",
        };
        requests.Keys.ShouldBe(documented.Keys, ignoreOrder: true);
        foreach (var (action, parameters) in requests)
        {
            var members = Members(await SendAsync(client, action, parameters));
            documented[action].Where(m => !m.EndsWith(NotSent, StringComparison.Ordinal)).Except(members).ShouldBeEmpty(action);
        }
    }

    private static string Options(string prefix) =>
        AllOptions.Replace("#", prefix, StringComparison.Ordinal);

    private static async Task<XElement> SendAsync(HttpClient client, string action, string parameters)
    {
        using var content = new StringContent($"Action={action}&Version=2016-11-15&{parameters}", Encoding.UTF8, "application/x-www-form-urlencoded");
        using var answer = await client.PostAsync("/", content, TestContext.Current.CancellationToken);
        var body = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        answer.IsSuccessStatusCode.ShouldBeTrue(body);
        return XElement.Parse(body);
    }

    private static HashSet<string> Members(XElement response) =>
        [.. response.Descendants().Select(static e => string.Join('/', e.AncestorsAndSelf().Reverse().Skip(1).Select(static a => a.Name.LocalName)))];
}
