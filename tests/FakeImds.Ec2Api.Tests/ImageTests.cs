using Amazon.EC2;
using Amazon.EC2.Model;

namespace FakeImds.Ec2Api.Tests;

public sealed class ImageTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_image_registered_with_v2_gives_its_instances_tokens_and_two_hops()
    {
        await using var host = await ApiHost.StartAsync();
        var id = (await host.Ec2.RegisterImageAsync(
            new RegisterImageRequest
            {
                Name = "my-image",
                ImdsSupport = ImdsSupportValues.V20,
                RootDeviceName = "/dev/xvda",
                BlockDeviceMappings = [new BlockDeviceMapping { DeviceName = "/dev/xvda", Ebs = new EbsBlockDevice { SnapshotId = "snap-1" } }],
                TagSpecifications = [new TagSpecification { ResourceType = "image", Tags = [new Tag("team", "web")] }],
            },
            Cancel)).ImageId;
        var image = (await host.Ec2.DescribeImagesAsync(new DescribeImagesRequest { ImageIds = [id] }, Cancel)).Images.Single();
        image.ImdsSupport.Value.ShouldBe("v2.0");
        image.Name.ShouldBe("my-image");
        image.BlockDeviceMappings.Single().Ebs.SnapshotId.ShouldBe("snap-1");
        image.Tags.Single().Value.ShouldBe("web");
        var instance = await Ec2Launch.OneAsync(host, id);
        instance.MetadataOptions.HttpTokens.Value.ShouldBe("required");
        instance.MetadataOptions.HttpPutResponseHopLimit.ShouldBe(2);
        await DataPlane.MustAgreeAsync(instance);
    }

    [Fact]
    public async Task Imds_support_is_set_later_and_never_undone()
    {
        await using var host = await ApiHost.StartAsync();
        var id = host.Image();
        (await SupportAsync(host, id)).ShouldBeNull();
        (await host.Ec2.DescribeImagesAsync(new DescribeImagesRequest { ImageIds = [id] }, Cancel)).Images.Single().ImdsSupport.ShouldBeNull();
        await host.Ec2.ModifyImageAttributeAsync(new ModifyImageAttributeRequest { ImageId = id, ImdsSupport = "v2.0" }, Cancel);
        (await SupportAsync(host, id)).ShouldBe("v2.0");
        (await CodeAsync(host.Ec2.ModifyImageAttributeAsync(new ModifyImageAttributeRequest { ImageId = id, ImdsSupport = "v1.0" }, Cancel)))
            .ShouldBe("InvalidParameterValue");
        (await SupportAsync(host, id)).ShouldBe("v2.0");
    }

    [Fact]
    public async Task The_attribute_can_be_named_instead()
    {
        await using var host = await ApiHost.StartAsync();
        var id = host.Image();
        await host.Ec2.ModifyImageAttributeAsync(new ModifyImageAttributeRequest { ImageId = id, Attribute = "imdsSupport", Value = "v2.0" }, Cancel);
        (await SupportAsync(host, id)).ShouldBe("v2.0");
        (await CodeAsync(host.Ec2.ModifyImageAttributeAsync(new ModifyImageAttributeRequest { ImageId = id }, Cancel))).ShouldBe("InvalidParameterCombination");
        await host.Ec2.ModifyImageAttributeAsync(
            new ModifyImageAttributeRequest { ImageId = id, LaunchPermission = new LaunchPermissionModifications { Add = [new LaunchPermission { Group = "all" }] } }, Cancel);
        (await host.Ec2.DescribeImageAttributeAsync(new DescribeImageAttributeRequest { ImageId = id, Attribute = "launchPermission" }, Cancel))
            .ImageAttribute.LaunchPermissions.Single().Group.Value.ShouldBe("all");
    }

    [Fact]
    public async Task Copies_and_images_of_instances_keep_v2()
    {
        await using var host = await ApiHost.StartAsync();
        var source = host.Image("source", FakeImds.Ec2.ImdsSupport.V2);
        using var ireland = host.Client("eu-west-1");
        var copy = (await ireland.CopyImageAsync(new CopyImageRequest { Name = "copy", SourceImageId = source, SourceRegion = "us-east-1" }, Cancel)).ImageId;
        var copied = (await ireland.DescribeImagesAsync(new DescribeImagesRequest { ImageIds = [copy] }, Cancel)).Images.Single();
        copied.ImdsSupport.Value.ShouldBe("v2.0");
        copied.SourceImageId.ShouldBe(source);
        copied.SourceImageRegion.ShouldBe("us-east-1");
        var instance = await Ec2Launch.OneAsync(host, source);
        var made = (await host.Ec2.CreateImageAsync(new CreateImageRequest { InstanceId = instance.InstanceId, Name = "made" }, Cancel)).ImageId;
        var image = (await host.Ec2.DescribeImagesAsync(new DescribeImagesRequest { ImageIds = [made] }, Cancel)).Images.Single();
        image.ImdsSupport.Value.ShouldBe("v2.0");
        image.SourceInstanceId.ShouldBe(instance.InstanceId);
    }

    [Fact]
    public async Task A_deregistered_image_cannot_be_launched()
    {
        await using var host = await ApiHost.StartAsync(account: static a => a.LenientImageIds = true);
        var id = host.Image();
        await host.Ec2.DeregisterImageAsync(new DeregisterImageRequest { ImageId = id }, Cancel);
        (await CodeAsync(Ec2Launch.OneAsync(host, id))).ShouldBe("InvalidAMIID.NotFound");
        (await host.Ec2.DescribeImagesAsync(new DescribeImagesRequest { Filters = [new Filter("name", ["plain"])] }, Cancel)).Images.ShouldBeNull();
    }

    [Fact]
    public async Task Images_are_found_by_name_and_by_id_the_oldest_first()
    {
        await using var host = await ApiHost.StartAsync();
        var first = host.Image("base-1");
        host.Time.Advance(TimeSpan.FromHours(1));
        var second = host.Image("base-2");
        (await FindAsync(host, "name", "base-2", "base-1", "none")).ShouldBe([first, second]);
        (await FindAsync(host, "name", "base-*")).ShouldBe([first, second]);
        (await FindAsync(host, "image-id", second, first, "ami-0")).ShouldBe([first, second]);
        (await FindAsync(host, "image-id", second)).ShouldBe([second]);
    }

    private static async Task<string[]> FindAsync(ApiHost host, string filter, params string[] values)
    {
        var reply = await host.Ec2.DescribeImagesAsync(new DescribeImagesRequest { Filters = [new Filter(filter, [.. values])] }, Cancel);
        return [.. reply.Images.Select(static i => i.ImageId)];
    }

    [Fact]
    public async Task An_unregistered_image_is_an_error_unless_ids_are_lenient()
    {
        await using var strict = await ApiHost.StartAsync();
        var error = await Should.ThrowAsync<AmazonEC2Exception>(Ec2Launch.OneAsync(strict, "ami-0123456789example"));
        (error.ErrorCode, error.Message).ShouldBe(("InvalidAMIID.NotFound", "The image id '[ami-0123456789example]' does not exist"));
        (await CodeAsync(Ec2Launch.OneAsync(strict, "x"))).ShouldBe("InvalidAMIID.Malformed");

        await using var lenient = await ApiHost.StartAsync(account: static a => a.LenientImageIds = true);
        (await Ec2Launch.OneAsync(lenient, "ami-0123456789example")).ImageId.ShouldBe("ami-0123456789example");
        await lenient.Ec2.ModifyImageAttributeAsync(
            new ModifyImageAttributeRequest { ImageId = "ami-0123456789example", ImdsSupport = "v2.0" }, Cancel);
        (await Ec2Launch.OneAsync(lenient, "ami-0123456789example")).MetadataOptions.HttpTokens.Value.ShouldBe("required");
    }

    private static async Task<string?> SupportAsync(ApiHost host, string id) =>
        (await host.Ec2.DescribeImageAttributeAsync(new DescribeImageAttributeRequest { ImageId = id, Attribute = "imdsSupport" }, Cancel)).ImageAttribute.ImdsSupport;

    private static async Task<string> CodeAsync(Task call) => (await Should.ThrowAsync<AmazonEC2Exception>(call)).ErrorCode;
}
