using System.Text.Json;

namespace FakeImds.Ec2Api.Tests;

public sealed class NodeSdkTests
{
    [Fact]
    public async Task The_JavaScript_SDK_sets_options_launches_and_finds()
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "NodeClient");
        await Tool.RequireAsync("node", "--version");
        await Tool.RequireAsync("npm", "install", "--prefix", folder, "--no-package-lock", "--no-audit", "--no-fund");
        await using var host = await ApiHost.StartAsync();
        var (code, output, error) = await Tool.RunAsync("node", [Path.Combine(folder, "client.mjs"), host.Url.ToString()], new Dictionary<string, string>());
        code.ShouldBe(0, error);
        using var json = JsonDocument.Parse(output);
        var result = json.RootElement;
        result.GetProperty("defaults").GetProperty("HttpPutResponseHopLimit").GetInt32().ShouldBe(3);
        result.GetProperty("launched").GetProperty("HttpTokens").GetString().ShouldBe("required");
        result.GetProperty("launched").GetProperty("HttpPutResponseHopLimit").GetInt32().ShouldBe(3);
        result.GetProperty("modified").GetProperty("HttpEndpoint").GetString().ShouldBe("disabled");
        result.GetProperty("found").EnumerateArray().Select(static f => f.GetBoolean()).ShouldBe([true]);
        result.GetProperty("error").GetString().ShouldBe("InvalidParameterValue");
        await DataPlane.MustAgreeAsync(await Ec2Launch.DescribeAsync(host, result.GetProperty("instance").GetString()!));
    }

    [Fact]
    public async Task The_JavaScript_SDK_drives_every_action()
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "NodeClient");
        await Tool.RequireAsync("node", "--version");
        await Tool.RequireAsync("npm", "install", "--prefix", folder, "--no-package-lock", "--no-audit", "--no-fund");
        await using var host = await ApiHost.StartAsync();

        var (code, output, error) = await Tool.RunAsync("node", [Path.Combine(folder, "actions.mjs"), host.Url.ToString()], new Dictionary<string, string>());

        code.ShouldBe(0, error);
        using var json = JsonDocument.Parse(output);
        json.RootElement.EnumerateObject().Select(static a => a.Name).Order().ShouldBe(Ec2ApiServer.Actions.Order());
        json.RootElement.EnumerateObject().ToDictionary(static a => a.Name, static a => a.Value.ToString()).ShouldSatisfyAllConditions(
            static told => told["GetInstanceMetadataDefaults"].ShouldBe("required"),
            static told => told["DescribeImageAttribute"].ShouldBe("v2.0"),
            static told => told["DescribeImages"].ShouldBe("v2.0"),
            static told => told["CreateLaunchTemplateVersion"].ShouldBe("5"),
            static told => told["ModifyLaunchTemplate"].ShouldBe("2"),
            static told => told["DescribeLaunchTemplateVersions"].ShouldBe("4"),
            static told => told["RunInstances"].ShouldBe("5"),
            static told => told["DescribeInstances"].ShouldBe("applied"),
            static told => told["ModifyInstanceMetadataOptions"].ShouldBe("optional"),
            static told => told["ReplaceIamInstanceProfileAssociation"].ShouldEndWith("/later"),
            static told => told["DescribeIamInstanceProfileAssociations"].ShouldBe("associated"),
            static told => told["DescribeInstanceStatus"].ShouldBe("ok"),
            static told => told["DescribeInstanceAttribute"].ShouldBe("False"),
            static told => told["GetLaunchTemplateData"].ShouldBe("optional"),
            static told => told["DescribeSecurityGroups"].ShouldBe("default"),
            static told => told["DescribeVolumes"].ShouldBe("1"),
            static told => told["CreateFleet"].ShouldBe("c6i.large"),
            static told => told["DescribeFleetInstances"].ShouldBe("1"),
            static told => told["DeleteFleets"].ShouldBe("deleted_terminating"),
            static told => told["DescribeTags"].ShouldContain("instance a=b"),
            static told => told["StopInstances"].ShouldBe("running"),
            static told => told["StartInstances"].ShouldBe("stopped"),
            static told => told["TerminateInstances"].ShouldBe("running"),
            static told => told["DescribeRegions"].ShouldContain("eu-west-1"));
    }
}
