namespace FakeImds.Iac.Tests;

/// <summary>The examples of README.md and docs/ that read files.</summary>
public sealed class Examples
{
    #region OwnTemplate
    [Fact]
    public async Task The_app_finds_its_region_under_the_options_of_its_template()
    {
        await using var imds = AccountFiles.Read("stack.yaml", "images.json").Emulate("Web");

        var region = await new RegionReader(imds.CreateClient(hops: 2)).ReadAsync(); // in a container, 2 links away

        region.ShouldBe("us-east-1");
    }
    #endregion

    #region OwnTemplateExplained
    [Fact]
    public void Every_instance_of_the_template_requires_tokens()
    {
        var launches = AccountFiles.Read("stack.yaml", "images.json").Explain();

        launches["Web"].HttpTokens.Value.ShouldBe("required", launches.ToString());
        launches["Web"].Verdict.ShouldBe(LaunchVerdict.Succeeds, launches.ToString());
    }
    #endregion

    /// <summary>Stands for the reader's own code.</summary>
    private sealed class RegionReader(HttpClient http)
    {
        public async Task<string> ReadAsync()
        {
            using var put = new HttpRequestMessage(HttpMethod.Put, "latest/api/token") { Headers = { { "X-aws-ec2-metadata-token-ttl-seconds", "60" } } };
            using var token = await http.SendAsync(put);
            using var get = new HttpRequestMessage(HttpMethod.Get, "latest/meta-data/placement/region");
            get.Headers.Add("X-aws-ec2-metadata-token", await token.EnsureSuccessStatusCode().Content.ReadAsStringAsync());
            using var region = await http.SendAsync(get);
            return await region.EnsureSuccessStatusCode().Content.ReadAsStringAsync();
        }
    }
}
