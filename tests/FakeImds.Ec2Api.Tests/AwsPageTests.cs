using System.Text.Json;
using Amazon.EC2.Model;

namespace FakeImds.Ec2Api.Tests;

public sealed class AwsPageTests
{
    [Fact]
    public async Task The_commands_of_the_AWS_page_print_what_the_page_prints_and_the_instances_behave_so()
    {
        await Tool.RequireAsync("aws", "--version");
        await Tool.RequireAsync("bash", "--version");
        await using var host = await ApiHost.StartAsync(static o => o.ShowManagedBy = false, static a => a.LenientImageIds = true);
        var (code, output, error) = await Tool.RunAsync("bash", [Path.Combine(AppContext.BaseDirectory, "AwsPage", "commands.sh")], new Dictionary<string, string>
        {
            ["AWS_ENDPOINT_URL"] = host.Url.ToString(),
            ["AWS_ACCESS_KEY_ID"] = "AKIDEXAMPLE",
            ["AWS_SECRET_ACCESS_KEY"] = "secret",
            ["AWS_DEFAULT_REGION"] = "us-east-1",
            ["AWS_EC2_METADATA_DISABLED"] = "true",
            ["AWS_PAGER"] = "",
            ["REGIONS"] = "4",
        });
        error.ShouldBe("");
        code.ShouldBe(0);
        var sections = output.Split("== ", StringSplitOptions.RemoveEmptyEntries).Select(static s => s.Split('\n', 2)).ToDictionary(static s => s[0], static s => s[1].TrimEnd('\n'));

        sections["set-default"].ShouldBe("{\n    \"Return\": true\n}");
        sections["get-default"].ShouldBe("{\n    \"AccountLevel\": {\n        \"HttpTokens\": \"required\",\n        \"HttpPutResponseHopLimit\": 2\n    }\n}");
        sections["set-default-all-regions"].ShouldBe(
            "Region         \t Modified\n-------------- \t ---------\nap-northeast-1 \t True\nap-northeast-2 \t True\nap-northeast-3 \t True\nap-south-1 \t True");
        sections["get-default-all-regions"].ShouldBe(
            "ap-northeast-1 \t ACCOUNTLEVEL\t2\trequired\nap-northeast-2 \t ACCOUNTLEVEL\t2\trequired\n"
            + "ap-northeast-3 \t ACCOUNTLEVEL\t2\trequired\nap-south-1 \t ACCOUNTLEVEL\t2\trequired");
        var required = await MustAgreeAsync(host, sections["launch-required"]);
        (required.HttpTokens.Value, required.HttpPutResponseHopLimit).ShouldBe(("required", 2));
        var ipv6 = await MustAgreeAsync(host, sections["launch-ipv6"]);
        (ipv6.HttpProtocolIpv6.Value, ipv6.HttpTokens.Value).ShouldBe(("enabled", "optional"));
        var disabled = await MustAgreeAsync(host, sections["launch-disabled"]);
        disabled.HttpEndpoint.Value.ShouldBe("disabled");
        sections["modify-image-attribute"].ShouldBe("");
        foreach (var image in new[] { ImageId(sections["register-image"]), "ami-0123456789example" })
        {
            var launched = await Ec2Launch.OneAsync(host, image);
            (launched.MetadataOptions.HttpTokens.Value, launched.MetadataOptions.HttpPutResponseHopLimit).ShouldBe(("required", 2), image);
            await DataPlane.MustAgreeAsync(launched);
        }
    }

    private static async Task<InstanceMetadataOptionsResponse> MustAgreeAsync(ApiHost host, string reply)
    {
        using var json = JsonDocument.Parse(reply);
        var instanceId = json.RootElement.GetProperty("Instances")[0].GetProperty("InstanceId").GetString()!;
        var instance = await Ec2Launch.DescribeAsync(host, instanceId);
        await DataPlane.MustAgreeAsync(instance);
        return instance.MetadataOptions;
    }

    private static string ImageId(string reply)
    {
        using var json = JsonDocument.Parse(reply);
        return json.RootElement.GetProperty("ImageId").GetString()!;
    }
}
