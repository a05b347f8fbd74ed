namespace FakeImds.Container.Tests;

/// <summary>The samples of samples/compose, with real clients on a real engine.</summary>
public sealed class ComposeTests(ContainerEngine engine)
{
    private const string Boto3Finds = "iam-role ASIA\n";

    [Fact]
    public async Task A_network_that_holds_the_addresses_serves_curl_boto3_and_the_dotnet_sdk_over_both_families()
    {
        var boto = "";
        var sdk = "";
        string[] network = ["--network", ContainerEngine.Project("network") + "_imds"];
        var run = await ComposeRun.OfAsync(engine, "network", meanwhile: async _ =>
        {
            boto = await engine.Boto3Async(network);
            sdk = await engine.DotNetSdkAsync(network);
        });

        run.App.ShouldBe("without a token: 401\nwith a token: us-east-1\nwithout a token: 401\nwith a token: us-east-1\n");
        run.Log.ShouldContain(" fd00:ec2::");
        boto.ShouldBe(Boto3Finds);
        sdk.ShouldContain("access-key-id=ASIA");
        sdk.ShouldContain("region=us-east-1");
        run.Log.ShouldNotContain("healthcheck");
        run.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_file_that_README_shows_gives_an_application_the_service()
    {
        var readme = await File.ReadAllTextAsync(Path.Combine(Places.Root, "README.md"), TestContext.Current.CancellationToken);
        var start = readme.IndexOf("```yaml\n", StringComparison.Ordinal) + "```yaml\n".Length;
        var shown = readme[start..readme.IndexOf("```", start, StringComparison.Ordinal)];
        shown.ShouldContain("image: your-app");
        var folder = Directory.CreateTempSubdirectory("fakeimds-readme").FullName;
        try
        {
            await File.WriteAllTextAsync(
                Path.Combine(folder, "compose.yaml"),
                shown.Replace("image: your-app", "image: curlimages/curl\n    command: [curl, -s, -o, /dev/null, -w, '%{http_code}', 'http://169.254.169.254/latest/meta-data/']", StringComparison.Ordinal),
                TestContext.Current.CancellationToken);

            (await ComposeRun.OfAsync(engine, folder)).App.ShouldBe("401");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task A_sidecar_shares_the_network_of_its_application()
    {
        var boto = "";
        var sdk = "";
        var run = await ComposeRun.OfAsync(engine, "sidecar", meanwhile: async imds =>
        {
            boto = await engine.Boto3Async("--network", $"container:{imds}");
            sdk = await engine.DotNetSdkAsync("--network", $"container:{imds}");
        });

        run.App.ShouldBe("region: eu-west-1\n");
        run.Log.ShouldContain(" 169.254.169.254 hops=1 PUT /latest/api/token v2 200");
        boto.ShouldBe(Boto3Finds);
        sdk.ShouldContain("region=eu-west-1");
    }

    [Fact]
    public async Task A_fleet_gives_each_client_its_own_instance_and_refuses_strangers()
    {
        var boto = new List<string>();
        var sdk = "";
        var run = await ComposeRun.OfAsync(
            engine,
            "fleet",
            meanwhile: async _ =>
            {
                boto.Add(await engine.Boto3Async("--network", ContainerEngine.Project("fleet") + "_imds", "--ip", "169.254.169.11"));
                boto.Add(await engine.Boto3Async("--network", ContainerEngine.Project("fleet") + "_imds", "--ip", "169.254.169.13"));

                sdk = await engine.DotNetSdkAsync("--network", ContainerEngine.Project("fleet") + "_imds", "--ip", "169.254.169.12");
            },
            apps: ["web", "batch", "locked", "stranger"]);

        run.Apps["web"].ShouldBe("GET without a token: 401\nwith a token: i-00000000000000011 m7g.large\n");
        run.Apps["batch"].ShouldBe("GET without a token: 200\nwith a token: i-00000000000000012 c7i.xlarge\n");
        run.Apps["locked"].ShouldBe("GET without a token: 403\nPUT: curl ended with 22\n");
        run.Apps["stranger"].ShouldMatch("^GET without a token: 000\nPUT: curl ended with (7|52|56)\n$");
        boto.ShouldBe([Boto3Finds, "no credentials\n"]);
        sdk.ShouldContain("access-key-id=ASIA");
        run.Log.ShouldContain(" 169.254.169.11 hops=1 GET /latest/meta-data/ v1 401 i-00000000000000011\n");
        run.Log.ShouldContain(" 169.254.169.12 hops=1 GET /latest/meta-data/ v1 200 i-00000000000000012\n");
        run.Log.ShouldNotContain("169.254.169.99");
        run.Errors.ShouldBe("fakeimds: 169.254.169.99 is among no instance's Clients: it is refused\n");
    }

    [Theory]
    [InlineData("declared-hops", 1, "GET without a token: 401\nPUT: curl ended with 28, token of 0 characters\n")]
    [InlineData("declared-hops", 2, "GET without a token: 401\nPUT: curl ended with 0, token of 56 characters\n")]
    [InlineData("real-hops", 1, "GET without a token: 401\nPUT: curl ended with 28, token of 0 characters\n")]
    [InlineData("real-hops", 2, "GET without a token: 401\nPUT: curl ended with 0, token of 56 characters\n")]
    [InlineData("host", 1, "GET without a token: 401\nPUT: curl ended with 28, token of 0 characters\n")]
    [InlineData("host", 2, "GET without a token: 401\nPUT: curl ended with 0, token of 56 characters\n")]
    public async Task Two_hops_away_a_PUT_is_answered_from_limit_2_on_whether_the_distance_is_declared_real_or_a_bridge(string sample, int limit, string app)
    {
        var run = await ComposeRun.OfAsync(engine, sample, new Dictionary<string, string> { ["HOP_LIMIT"] = $"{limit}" });

        run.App.ShouldBe(app);
        run.Log.ShouldContain(" hops=2 GET /latest/meta-data/ v1 401");
        run.Log.ShouldContain(limit is 2 ? " hops=2 PUT /latest/api/token v2 200" : sample is "real-hops" ? " hops=2 PUT /latest/api/token v2 expired" : " hops=2 PUT /latest/api/token v2 withheld");
    }

    [Fact]
    public async Task A_host_whose_bridge_is_not_counted_says_so_at_start_and_of_each_client()
    {
        var boto = "";
        var run = await ComposeRun.OfAsync(
            engine, "host", new Dictionary<string, string> { ["HOP_LIMIT"] = "1", ["CONTAINER_HOPS"] = "0" }, async _ => boto = await engine.Boto3Async("--network", "bridge"));

        run.App.ShouldBe("GET without a token: 401\nPUT: curl ended with 0, token of 56 characters\n");
        run.Errors.ShouldContain("fakeimds: clients behind docker0 (172.17.0.0/16), a bridge of this machine, are 1 hop away here and 2 on EC2: a PUT is answered under HttpPutResponseHopLimit 1, where EC2 lets it hang; --container-hops 1 counts the bridge\n");
        run.Errors.ShouldContain(" is behind docker0 of this machine: 1 hop away here and 2 on EC2: ");
        boto.ShouldBe(Boto3Finds);
    }
}
