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
}
