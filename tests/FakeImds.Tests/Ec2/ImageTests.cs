using FakeImds.Ec2;
using Microsoft.Extensions.Time.Testing;

namespace FakeImds.Tests.Ec2;

public sealed class ImageTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly Ec2Region _region;
    private readonly Ec2Image _v2;

    public ImageTests()
    {
        _region = TestRegion.New(o => o.TimeProvider = _time);
        _v2 = _region.Images.Register("al2023", ImdsSupport.V2);
    }

    [Fact]
    public void A_copy_has_the_ImdsSupport_of_its_source_also_in_another_Region()
    {
        _time.Advance(TimeSpan.FromDays(1));
        var there = _region.Account.Region("eu-west-1").Images;

        var copy = there.Copy(_v2, "copy");

        copy.ShouldBe(_v2 with { ImageId = copy.ImageId, Name = "copy", SourceImageId = _v2.ImageId, CreationDate = _time.GetUtcNow() });
        copy.ImageId.ShouldNotBe(_v2.ImageId);
        there.Get(copy.ImageId).ShouldBe(copy);
        there.Copy(_region.Images.Register("plain"), "plain copy").ImdsSupport.ShouldBeNull();
    }

    [Fact]
    public void An_image_of_an_instance_has_the_ImdsSupport_of_the_image_it_was_launched_from()
    {
        var early = _region.Launch();
        _region.Images.ModifyImdsSupport(early.LaunchedFrom.ImageId, ImdsSupport.V2);
        var late = _region.Launch();

        _region.Images.CreateFrom(early, "of early").ImdsSupport.ShouldBeNull();
        var image = _region.Images.CreateFrom(late, "of late");
        image.ImdsSupport.ShouldBe(ImdsSupport.V2);
        image.SourceInstanceId.ShouldBe(late.InstanceId);
    }

    [Fact]
    public void An_instance_made_optional_by_its_launch_still_yields_a_v2_image()
    {
        var instance = _region.Launch(new RunInstancesRequest { ImageId = _v2.ImageId, MetadataOptions = new() { HttpTokens = HttpTokens.Optional } });

        _region.Images.CreateFrom(instance, "image").ImdsSupport.ShouldBe(ImdsSupport.V2);
    }

    [Fact]
    public void ImdsSupport_can_be_set_again_but_not_undone()
    {
        _region.Images.ModifyImdsSupport(_v2.ImageId, ImdsSupport.V2).ShouldBe(_v2);

        TestRegion.Refusal(() => _region.Images.ModifyImdsSupport(_v2.ImageId, (ImdsSupport)1)).Code.ShouldBe("InvalidParameterValue");
        TestRegion.Refusal(() => _region.Images.Register("other", (ImdsSupport)1)).Code.ShouldBe("InvalidParameterValue");
        _region.Images.Get(_v2.ImageId).ImdsSupport.ShouldBe(ImdsSupport.V2);
    }

    [Theory]
    [InlineData("")]
    [InlineData("ab")]
    [InlineData(129)]
    public void A_name_has_3_to_128_characters(object name)
    {
        var given = name is int length ? new string('n', length) : (string)name;

        TestRegion.Refusal(() => _region.Images.Register(given)).Code.ShouldBe("InvalidParameterValue");
        TestRegion.Refusal(() => _region.Images.Copy(_v2, given)).Code.ShouldBe("InvalidParameterValue");
        _region.Images.Register(new string('n', 128)).Name.Length.ShouldBe(128);
        _region.Images.Register("abc").Name.ShouldBe("abc");
    }

    [Fact]
    public void A_name_is_used_once_in_a_Region()
    {
        var error = TestRegion.Refusal(() => _region.Images.Copy(_v2, "al2023"));

        error.ShouldBe(new Ec2Error("InvalidAMIName.Duplicate", $"AMI name al2023 is already in use by AMI {_v2.ImageId}"));
        _region.Images.All.ShouldBe([_v2]);
        _region.Account.Region("eu-west-1").Images.Copy(_v2, "al2023").Name.ShouldBe("al2023");
    }

    [Fact]
    public void A_deregistered_image_is_gone_and_its_instances_go_on()
    {
        var instance = _region.Launch(new RunInstancesRequest { ImageId = _v2.ImageId });

        _region.Images.Deregister(_v2.ImageId);

        _region.Images.Find(_v2.ImageId).ShouldBeNull();
        instance.State.ShouldBe(InstanceState.Running);
        _region.Images.CreateFrom(instance, "al2023").ImdsSupport.ShouldBe(ImdsSupport.V2);
    }

    [Fact]
    public void A_missing_image_is_named_in_the_error()
    {
        Action[] uses =
        [
            () => _region.Images.Get("ami-1"), () => _region.Images.Deregister("ami-1"),
            () => _region.Images.ModifyImdsSupport("ami-1", ImdsSupport.V2), () => _region.Launch(new RunInstancesRequest { ImageId = "ami-1" }),
        ];

        uses.Select(use => TestRegion.Refusal(use)).ShouldAllBe(
            e => e == new Ec2Error("InvalidAMIID.NotFound", "The image id '[ami-1]' does not exist", 400));
    }
}
