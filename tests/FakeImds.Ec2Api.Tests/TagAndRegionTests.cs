using Amazon.EC2;
using Amazon.EC2.Model;

namespace FakeImds.Ec2Api.Tests;

public sealed class TagAndRegionTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Tags_are_set_described_and_taken_away_and_metadata_shows_them()
    {
        await using var host = await ApiHost.StartAsync();
        var id = (await Ec2Launch.OneAsync(host, host.Image(), new InstanceMetadataOptionsRequest { InstanceMetadataTags = "enabled" })).InstanceId;
        await host.Ec2.CreateTagsAsync(new CreateTagsRequest { Resources = [id, "vol-1"], Tags = [new Tag("Name", "web"), new Tag("Stage", "test")] }, Cancel);
        using var metadata = host.Emulator.CreateClient(instance: host.Region.Instances.Get(id));
        (await metadata.GetStringAsync("latest/meta-data/tags/instance/", Cancel)).ShouldBe("Name\nStage");
        var tags = (await host.Ec2.DescribeTagsAsync(new DescribeTagsRequest { Filters = [new Filter("key", ["Name"])] }, Cancel)).Tags;
        tags.Select(static t => (t.ResourceId, t.ResourceType.Value, t.Value)).ShouldBe([(id, "instance", "web"), ("vol-1", "volume", "web")]);
        await host.Ec2.DeleteTagsAsync(new DeleteTagsRequest { Resources = [id], Tags = [new Tag("Name"), new Tag("Stage", "other")] }, Cancel);
        (await metadata.GetStringAsync("latest/meta-data/tags/instance/", Cancel)).ShouldBe("Stage");
    }

    [Fact]
    public async Task The_tags_of_named_resources_are_found_page_by_page()
    {
        await using var host = await ApiHost.StartAsync();
        await host.Ec2.CreateTagsAsync(new CreateTagsRequest { Resources = ["vol-1", "vol-2", "vol-3"], Tags = [.. "abcd".Select(static c => new Tag($"{c}", "v"))] }, Cancel);
        var request = new DescribeTagsRequest { MaxResults = 5, Filters = [new Filter("resource-id", ["vol-3", "vol-1", "vol-9"])] };
        var first = await host.Ec2.DescribeTagsAsync(request, Cancel);
        request.NextToken = first.NextToken.ShouldNotBeNull();
        var second = await host.Ec2.DescribeTagsAsync(request, Cancel);
        first.Tags.Concat(second.Tags).Select(static t => t.ResourceId + t.Key)
            .ShouldBe(["vol-1a", "vol-1b", "vol-1c", "vol-1d", "vol-3a", "vol-3b", "vol-3c", "vol-3d"]);
    }

    [Fact]
    public async Task A_tagging_call_that_fails_tags_nothing()
    {
        await using var host = await ApiHost.StartAsync();
        var id = (await Ec2Launch.OneAsync(host, host.Image())).InstanceId;
        (await CodeAsync(host.Ec2.CreateTagsAsync(new CreateTagsRequest { Resources = [id, "i-0123"], Tags = [new Tag("a", "b")] }, Cancel))).ShouldBe("InvalidInstanceID.NotFound");
        (await CodeAsync(host.Ec2.CreateTagsAsync(new CreateTagsRequest { Resources = [id], Tags = [new Tag("aws:a", "b")] }, Cancel))).ShouldBe("InvalidParameterValue");
        (await CodeAsync(host.Ec2.CreateTagsAsync(new CreateTagsRequest { Resources = [id], Tags = [.. Enumerable.Range(0, 51).Select(static n => new Tag($"k{n}", ""))] }, Cancel)))
            .ShouldBe("TagLimitExceeded");
        host.Region.Tags.Of(id).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_Regions_of_an_account_are_described()
    {
        await using var host = await ApiHost.StartAsync();
        var regions = (await host.Ec2.DescribeRegionsAsync(new DescribeRegionsRequest(), Cancel)).Regions;
        regions.Count.ShouldBe(17);
        regions.Single(static r => r.RegionName == "us-east-1").Endpoint.ShouldBe("ec2.us-east-1.amazonaws.com");
        (await host.Ec2.DescribeRegionsAsync(new DescribeRegionsRequest { AllRegions = true }, Cancel)).Regions.Count.ShouldBeGreaterThan(17);
        (await CodeAsync(host.Ec2.DescribeRegionsAsync(new DescribeRegionsRequest { RegionNames = ["nowhere-1"] }, Cancel))).ShouldBe("InvalidParameterValue");
    }

    [Fact]
    public async Task Known_instance_types_are_described()
    {
        await using var host = await ApiHost.StartAsync();
        var type = (await host.Ec2.DescribeInstanceTypesAsync(new DescribeInstanceTypesRequest { InstanceTypes = ["c6i.large"] }, Cancel)).InstanceTypes.Single();
        type.VCpuInfo.DefaultVCpus.ShouldBe(2);
        type.MemoryInfo.SizeInMiB.ShouldBe(4096);
        type.ProcessorInfo.SupportedArchitectures.ShouldBe(["x86_64"]);
        (await CodeAsync(host.Ec2.DescribeInstanceTypesAsync(new DescribeInstanceTypesRequest { InstanceTypes = ["z9.huge"] }, Cancel))).ShouldBe("InvalidInstanceType");
    }

    private static async Task<string> CodeAsync(Task call) => (await Should.ThrowAsync<AmazonEC2Exception>(call)).ErrorCode;
}
