using System.Text;
using System.Xml.Linq;

namespace FakeImds.Ec2Api.Tests;

/// <summary>Every member of EC2's model of <c>LaunchTemplateData</c>: <c>ResponseMembers/launch-template-data.txt</c> has its name in requests, its path in replies, and a value.</summary>
public sealed class TemplateEchoTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_version_gives_back_every_member_that_it_was_given()
    {
        await using var host = await ApiHost.StartAsync();
        using var client = host.InProcess();
        var members = (await File.ReadAllLinesAsync(Path.Combine(AppContext.BaseDirectory, "ResponseMembers", "launch-template-data.txt"), Cancel))
            .Select(static l => l.Split(' ', 3)).Select(static l => (Name: l[0], Path: l[1], Value: l.Length > 2 ? l[2] : "")).ToArray();
        members.Length.ShouldBeGreaterThan(100);
        await SendAsync(client, "CreateLaunchTemplate&LaunchTemplateName=web" + string.Concat(members.Select(static m => $"&LaunchTemplateData.{m.Name}={Uri.EscapeDataString(m.Value)}")));

        var data = await DataAsync(client, "1");

        members.Where(m => Values(data, m.Path) is not [var value] || value != m.Value).Select(static m => m.Name).ShouldBeEmpty();
        data.Descendants().Count(static e => !e.HasElements).ShouldBe(members.Length);

        await SendAsync(client, "CreateLaunchTemplateVersion&LaunchTemplateName=web&SourceVersion=1&LaunchTemplateData.CpuOptions.CoreCount=4&LaunchTemplateData.Placement.GroupName=other");
        var second = await DataAsync(client, "2");
        Values(second, "cpuOptions/coreCount").ShouldBe(["4"]);
        Values(second, "cpuOptions/threadsPerCore").ShouldBeEmpty("a structure is taken as a whole");
        Values(second, "placement/groupName").ShouldBe(["other"]);
        Values(second, "placement/tenancy").ShouldBe(["default"], "a placement is merged field by field");
        Values(second, "instanceRequirements/vCpuCount/min").ShouldBe(["1"]);
    }

    [Fact]
    public async Task Lists_keep_their_order_and_tags_of_other_resources_their_type()
    {
        await using var host = await ApiHost.StartAsync();
        using var client = host.InProcess();
        var groups = Enumerable.Range(1, 12).Select(static n => $"sg-{n}").ToArray();
        await SendAsync(client, "CreateLaunchTemplate&LaunchTemplateName=web" + string.Concat(groups.Select(static (g, i) => $"&LaunchTemplateData.SecurityGroupId.{i + 1}={g}"))
            + "&LaunchTemplateData.TagSpecification.1.ResourceType=volume&LaunchTemplateData.TagSpecification.1.Tag.1.Key=a&LaunchTemplateData.TagSpecification.1.Tag.1.Value=b"
            + "&LaunchTemplateData.TagSpecification.2.ResourceType=instance&LaunchTemplateData.TagSpecification.2.Tag.1.Key=c&LaunchTemplateData.TagSpecification.2.Tag.1.Value=d"
            + "&LaunchTemplateData.IamInstanceProfile.Name=web");

        var data = await DataAsync(client, "1");

        Values(data, "securityGroupIdSet/item").ShouldBe(groups);
        Values(data, "tagSpecificationSet/item/resourceType").ShouldBe(["instance", "volume"]);
        Values(data, "tagSpecificationSet/item/tagSet/item/key").ShouldBe(["c", "a"]);
        Values(data, "iamInstanceProfile/name").ShouldBe(["web"]);
        Values(data, "iamInstanceProfile/arn").ShouldBeEmpty();
    }

    private static async Task<XElement> DataAsync(HttpClient client, string version) =>
        (await SendAsync(client, "DescribeLaunchTemplateVersions&LaunchTemplateName=web&LaunchTemplateVersion.1=" + version))
            .Descendants().Single(static e => e.Name.LocalName == "launchTemplateData");

    private static string[] Values(XElement data, string path) =>
        [.. path.Split('/').Aggregate((IEnumerable<XElement>)[data], static (at, name) => at.Elements().Where(e => e.Name.LocalName == name)).Select(static e => e.Value)];

    private static async Task<XElement> SendAsync(HttpClient client, string parameters)
    {
        using var content = new StringContent($"Version=2016-11-15&Action={parameters}", Encoding.UTF8, "application/x-www-form-urlencoded");
        using var answer = await client.PostAsync("/", content, Cancel);
        var body = await answer.Content.ReadAsStringAsync(Cancel);
        answer.IsSuccessStatusCode.ShouldBeTrue(body);
        return XElement.Parse(body);
    }
}
