namespace FakeImds.Container.Tests;

/// <summary>The samples of samples/compose, with real clients on a real engine.</summary>
public sealed class ComposeTests(ContainerEngine engine)
{
    [Fact]
    public async Task A_network_that_holds_the_addresses_serves_curl_boto3_and_the_dotnet_sdk_over_both_families()
    {
        var boto = "";
        var sdk = "";
        var run = await ComposeRun.OfAsync(engine, "network", meanwhile: async () =>
        {
            boto = await ClientAsync("python3", "-c", "import boto3; s = boto3.Session(); c = s.get_credentials(); print(c.method, c.access_key[:4])");
            sdk = await ClientAsync("sh", "-c", $"echo | /dotnet/dotnet /app/{Path.GetFileName(Places.DotNetSdkProgram)}");
        });

        run.App.ShouldBe("without a token: 401\nwith a token: us-east-1\nwithout a token: 401\nwith a token: us-east-1\n");
        run.Log.ShouldContain(" fd00:ec2::");
        boto.ShouldBe("iam-role ASIA\n");
        sdk.ShouldContain("access-key-id=ASIA");
        sdk.ShouldContain("region=us-east-1");
        run.Log.ShouldNotContain("healthcheck");

        async Task<string> ClientAsync(params string[] command) => (await engine.DockerAsync(
        [
            "run", "--rm", "--network", ContainerEngine.Project("network") + "_imds", "-e", "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1",
            "-v", $"{Places.DotNet}:/dotnet:ro", "-v", $"{Path.GetDirectoryName(Places.DotNetSdkProgram)}:/app:ro", "curlimages/curl", .. command,
        ])).MustSucceed().Output;
    }

    [Fact]
    public async Task A_sidecar_shares_the_network_of_its_application()
    {
        var run = await ComposeRun.OfAsync(engine, "sidecar");

        run.App.ShouldBe("region: eu-west-1\n");
        run.Log.ShouldContain(" 169.254.169.254 hops=1 PUT /latest/api/token v2 200");
    }

    [Theory]
    [InlineData("declared-hops", 1, "GET without a token: 401\nPUT: curl ended with 28, token of 0 characters\n")]
    [InlineData("declared-hops", 2, "GET without a token: 401\nPUT: curl ended with 0, token of 56 characters\n")]
    [InlineData("real-hops", 1, "GET without a token: 401\nPUT: curl ended with 28, token of 0 characters\n")]
    [InlineData("real-hops", 2, "GET without a token: 401\nPUT: curl ended with 0, token of 56 characters\n")]
    public async Task Two_hops_away_a_PUT_is_answered_from_limit_2_on_whether_the_distance_is_declared_or_real(string sample, int limit, string app)
    {
        var run = await ComposeRun.OfAsync(engine, sample, new Dictionary<string, string> { ["HOP_LIMIT"] = $"{limit}" });

        run.App.ShouldBe(app);
        run.Log.ShouldContain(" hops=2 GET /latest/meta-data/ v1 401");
    }
}
