namespace FakeImds.Wire.Tests;

/// <summary>
/// Real SDKs across real hops. With tokens required and limit 1, a container's SDK waits for the token in vain, falls back to v1
/// where it does that at all, gets a 401 and ends without credentials; limit 2 is the usual cure
/// (facts/imds-data-plane.md, sections 4 and 7).
/// </summary>
public sealed class SdkTests(HopTopology topology) : WireTest(topology)
{
    [Theory]
    [InlineData(IpFamily.IPv4)]
    [InlineData(IpFamily.IPv6)]
    public async Task Botocore_in_the_container_gets_no_credentials_beyond_the_hop_limit(IpFamily family)
    {
        WireRequirement.Demand(await WireRequirement.Botocore);
        await using var emulator = await StartAsync(new() { HttpTokens = "required", HopLimit = 1 });

        var found = await AskAsync(Container, Programs.BotocoreClient, family);

        found["region"].ShouldBeEmpty();
        found["access-key"].ShouldBeEmpty();
    }

    [Theory]
    [InlineData(IpFamily.IPv4)]
    [InlineData(IpFamily.IPv6)]
    public async Task Botocore_in_the_container_gets_credentials_within_the_hop_limit(IpFamily family)
    {
        WireRequirement.Demand(await WireRequirement.Botocore);
        await using var emulator = await StartAsync(new() { HttpTokens = "required", HopLimit = 2 });

        var found = await AskAsync(Container, Programs.BotocoreClient, family);

        found["region"].ShouldNotBeEmpty();
        found["access-key"].ShouldStartWith("ASIA");
    }

    [Theory]
    [InlineData(IpFamily.IPv4)]
    [InlineData(IpFamily.IPv6)]
    public async Task Dotnet_sdk_in_the_container_gets_credentials_within_the_hop_limit(IpFamily family)
    {
        await using var emulator = await StartAsync(new() { HttpTokens = "required", HopLimit = 2 });

        var found = await AskAsync(Container, Programs.SdkClient, family);

        found["region"].ShouldNotBeEmpty();
        found["access-key"].ShouldStartWith("ASIA");
    }

    /// <summary>Over IPv4 only: this SDK waits 5 s three times for each token (section 7).</summary>
    [Fact]
    public async Task Dotnet_sdk_in_the_container_gets_no_credentials_beyond_the_hop_limit()
    {
        await using var emulator = await StartAsync(new() { HttpTokens = "required", HopLimit = 1 });

        var found = await AskAsync(Container, Programs.SdkClient, IpFamily.IPv4);

        found["access-key"].ShouldBeEmpty();
    }

    /// <summary>Runs a client that prints lines of name=value.</summary>
    private static async Task<Dictionary<string, string>> AskAsync(NetworkNamespace from, string[] program, IpFamily family)
    {
        // Both clients take the endpoint mode as an argument and in the SDKs' own environment variable.
        var mode = family.ToString();
        var result = await from.RunAsync(
            "env",
            ["AWS_CONFIG_FILE=/dev/null", "AWS_SHARED_CREDENTIALS_FILE=/dev/null", $"AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE={mode}",
             .. program, mode]);
        return result.MustSucceed().Output
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split('=', 2))
            .ToDictionary(pair => pair[0], pair => pair[1]);
    }
}
