using Amazon.EC2;
using Amazon.EC2.Model;

namespace FakeImds.Ec2Api.Tests;

public sealed class LaunchTemplateTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Versions_echo_only_what_they_supply()
    {
        await using var host = await ApiHost.StartAsync();
        var id = await CreateAsync(host, "web", new LaunchTemplateInstanceMetadataOptionsRequest { HttpTokens = "required" });
        var version = (await host.Ec2.DescribeLaunchTemplateVersionsAsync(new DescribeLaunchTemplateVersionsRequest { LaunchTemplateId = id }, Cancel)).LaunchTemplateVersions.Single();
        version.VersionNumber.ShouldBe(1);
        version.DefaultVersion.ShouldBe(true);
        version.VersionDescription.ShouldBe("first");
        version.CreatedBy.ShouldBe("arn:aws:iam::123456789012:user/fakeimds");
        var options = version.LaunchTemplateData.MetadataOptions;
        options.HttpTokens.Value.ShouldBe("required");
        options.HttpPutResponseHopLimit.ShouldBeNull();
        options.HttpEndpoint.ShouldBeNull();
        options.HttpProtocolIpv6.ShouldBeNull();
        options.InstanceMetadataTags.ShouldBeNull();
    }

    [Fact]
    public async Task A_new_version_takes_over_from_its_source_and_becomes_the_default()
    {
        await using var host = await ApiHost.StartAsync();
        var id = await CreateAsync(host, "web", new LaunchTemplateInstanceMetadataOptionsRequest { HttpTokens = "required" });
        var version = (await host.Ec2.CreateLaunchTemplateVersionAsync(
            new CreateLaunchTemplateVersionRequest { LaunchTemplateName = "web", SourceVersion = "1", LaunchTemplateData = new RequestLaunchTemplateData { InstanceType = "m5.large" } }, Cancel)).LaunchTemplateVersion;
        version.VersionNumber.ShouldBe(2);
        version.LaunchTemplateData.MetadataOptions.HttpTokens.Value.ShouldBe("required");
        version.LaunchTemplateData.InstanceType.Value.ShouldBe("m5.large");
        var bare = (await host.Ec2.CreateLaunchTemplateVersionAsync(
            new CreateLaunchTemplateVersionRequest { LaunchTemplateId = id, LaunchTemplateData = new RequestLaunchTemplateData { InstanceType = "t3.nano" } }, Cancel)).LaunchTemplateVersion;
        bare.LaunchTemplateData.MetadataOptions.ShouldBeNull();

        var modified = (await host.Ec2.ModifyLaunchTemplateAsync(new ModifyLaunchTemplateRequest { LaunchTemplateId = id, DefaultVersion = "2" }, Cancel)).LaunchTemplate;
        (modified.DefaultVersionNumber, modified.LatestVersionNumber).ShouldBe((2, 3));
        var named = (await host.Ec2.DescribeLaunchTemplateVersionsAsync(
            new DescribeLaunchTemplateVersionsRequest { LaunchTemplateId = id, Versions = ["$Default", "$Latest"] }, Cancel)).LaunchTemplateVersions;
        named.Select(static v => v.VersionNumber!.Value).ShouldBe([2, 3]);
        var tokens = (await host.Ec2.DescribeLaunchTemplateVersionsAsync(
            new DescribeLaunchTemplateVersionsRequest { LaunchTemplateId = id, Filters = [new Filter("http-tokens", ["required"])] }, Cancel)).LaunchTemplateVersions;
        tokens.Select(static v => v.VersionNumber!.Value).ShouldBe([2, 1]);
    }

    [Fact]
    public async Task Templates_are_listed_with_their_tags_until_they_are_deleted()
    {
        await using var host = await ApiHost.StartAsync();
        await host.Ec2.CreateLaunchTemplateAsync(
            new CreateLaunchTemplateRequest
            {
                LaunchTemplateName = "web",
                LaunchTemplateData = new RequestLaunchTemplateData { InstanceType = "m5.large" },
                TagSpecifications = [new TagSpecification { ResourceType = "launch-template", Tags = [new Tag("team", "web")] }],
            },
            Cancel);
        var listed = (await host.Ec2.DescribeLaunchTemplatesAsync(new DescribeLaunchTemplatesRequest { Filters = [new Filter("tag:team", ["web"])] }, Cancel)).LaunchTemplates.Single();
        listed.Tags.Single().Key.ShouldBe("team");
        (await host.Ec2.DeleteLaunchTemplateAsync(new DeleteLaunchTemplateRequest { LaunchTemplateName = "web" }, Cancel)).LaunchTemplate.LaunchTemplateName.ShouldBe("web");
        (await CodeAsync(host.Ec2.DescribeLaunchTemplatesAsync(new DescribeLaunchTemplatesRequest { LaunchTemplateNames = ["web"] }, Cancel)))
            .ShouldBe("InvalidLaunchTemplateName.NotFoundException");
        (await host.Ec2.DescribeTagsAsync(new DescribeTagsRequest(), Cancel)).Tags.ShouldBeNull();
    }

    [Fact]
    public async Task What_EC2_refuses_about_templates_is_refused()
    {
        await using var host = await ApiHost.StartAsync();
        var id = await CreateAsync(host, "web");
        (await CodeAsync(CreateAsync(host, "web"))).ShouldBe("InvalidLaunchTemplateName.AlreadyExistsException");
        (await CodeAsync(CreateAsync(host, "no spaces"))).ShouldBe("InvalidLaunchTemplateName.MalformedException");
        (await CodeAsync(CreateAsync(host, "hops", new LaunchTemplateInstanceMetadataOptionsRequest { HttpPutResponseHopLimit = 65 }))).ShouldBe("InvalidParameterValue");
        (await CodeAsync(DescribeAsync("lt-0123", null))).ShouldBe("InvalidLaunchTemplateId.NotFound");
        (await CodeAsync(DescribeAsync("web", null))).ShouldBe("InvalidLaunchTemplateId.Malformed");
        (await CodeAsync(DescribeAsync(id, "7"))).ShouldBe("InvalidLaunchTemplateId.VersionNotFound");

        Task DescribeAsync(string template, string? version) => host.Ec2.DescribeLaunchTemplateVersionsAsync(
            new DescribeLaunchTemplateVersionsRequest { LaunchTemplateId = template, Versions = version is null ? null : [version] }, Cancel);
    }

    private static async Task<string> CreateAsync(ApiHost host, string name, LaunchTemplateInstanceMetadataOptionsRequest? options = null) =>
        (await host.Ec2.CreateLaunchTemplateAsync(
            new CreateLaunchTemplateRequest
            {
                LaunchTemplateName = name,
                VersionDescription = "first",
                LaunchTemplateData = new RequestLaunchTemplateData { InstanceType = "t3.micro", MetadataOptions = options },
            },
            Cancel)).LaunchTemplate.LaunchTemplateId;

    private static async Task<string> CodeAsync(Task call) => (await Should.ThrowAsync<AmazonEC2Exception>(call)).ErrorCode;

    [Fact]
    public async Task Instances_of_a_template_have_the_tags_that_tell_it_and_nobody_takes_them_away()
    {
        await using var host = await ApiHost.StartAsync();
        var template = host.Region.LaunchTemplates.Create("web", new Ec2.LaunchTemplateData
        {
            ImageId = host.Image(),
            MetadataOptions = new Ec2.MetadataOptions { InstanceMetadataTags = Ec2.OptionState.Enabled },
        });
        var launched = await host.Ec2.RunInstancesAsync(
            new RunInstancesRequest { MinCount = 1, MaxCount = 1, LaunchTemplate = new LaunchTemplateSpecification { LaunchTemplateName = "web" } },
            Cancel);
        var id = launched.Reservation.Instances.Single().InstanceId;
        using var metadata = host.Emulator.CreateClient(instance: host.Region.Instances.Get(id));
        const string Tags = "latest/meta-data/tags/instance/";
        (await metadata.GetStringAsync(Tags, Cancel)).ShouldBe("aws:ec2launchtemplate:id\naws:ec2launchtemplate:version");
        (await metadata.GetStringAsync(Tags + "aws:ec2launchtemplate:id", Cancel)).ShouldBe(template.LaunchTemplateId);
        (await metadata.GetStringAsync(Tags + "aws:ec2launchtemplate:version", Cancel)).ShouldBe("1");

        var named = new DeleteTagsRequest { Resources = [id], Tags = [new Tag("aws:ec2launchtemplate:id")] };
        (await Should.ThrowAsync<AmazonEC2Exception>(host.Ec2.DeleteTagsAsync(named, Cancel))).ErrorCode.ShouldBe("InvalidParameterValue");
        await host.Ec2.DeleteTagsAsync(new DeleteTagsRequest { Resources = [id] }, Cancel);
        host.Region.Tags.Of(id).Count.ShouldBe(2);

        // They don't count against the limit of 50.
        host.Region.Tags.Create([id], [.. Enumerable.Range(0, 50).Select(static n => KeyValuePair.Create($"k{n}", ""))]);
    }
}
