using FakeImds.Ec2;

namespace FakeImds.Tests;

/// <summary>The examples of README.md and docs/: each region is shown there word for word (<see cref="SnippetTests"/>).</summary>
public sealed class Examples
{
    #region UnitTest
    [Fact]
    public async Task Reads_its_region_from_metadata()
    {
        await using var imds = new ImdsEmulator(new ImdsEmulatorOptions
        {
            Region = "eu-north-1",
            MetadataOptions = new MetadataOptions { HttpTokens = HttpTokens.Required },
        });
        using var http = imds.CreateClient();

        // Your code, given an HttpClient. It asks http://169.254.169.254/ and no socket is opened.
        var region = await new RegionReader(http).ReadAsync();

        region.ShouldBe("eu-north-1");
    }
    #endregion

    #region HopLimit
    [Theory]
    [InlineData(1, false)]
    [InlineData(2, true)]
    public async Task A_container_gets_a_token_when_the_hop_limit_reaches_it(int hopLimit, bool arrives)
    {
        await using var imds = new ImdsEmulator(new ImdsEmulatorOptions
        {
            MetadataOptions = new MetadataOptions { HttpTokens = HttpTokens.Required, HttpPutResponseHopLimit = hopLimit },
            WithheldResponseTime = TimeSpan.FromMilliseconds(100), // how long the PUT hangs; on EC2, until the client gives up
        });
        using var container = imds.CreateClient(hops: 2);

        var read = new RegionReader(container).ReadAsync();

        if (arrives)
        {
            (await read).ShouldBe("us-east-1");
        }
        else
        {
            await Should.ThrowAsync<HttpRequestException>(read);
        }
    }
    #endregion

    #region Journal
    [Fact]
    public async Task Speaks_IMDSv2_alone()
    {
        await using var imds = new ImdsEmulator(new ImdsEmulatorOptions { JournalCapacity = 1000 });
        using var http = imds.CreateClient();

        await new RegionReader(http).ReadAsync();

        imds.Journal.V1Requests.ShouldBeEmpty();
        imds.Journal.LeastHopLimit.ShouldBe(1);
        imds.Journal.WhatIf(new MetadataOptions { HttpTokens = HttpTokens.Required }).BreaksNothing.ShouldBeTrue();
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
            using var answer = await http.SendAsync(get);
            return await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync();
        }
    }
}
