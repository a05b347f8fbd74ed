using FakeImds.Ec2;

namespace FakeImds.Tests.Ec2;

public sealed class XenTypeTests
{
    private const string Text = "The HttpProtocolIpv6 metadata option cannot be enabled for Xen-backed instance types.";

    private static readonly MetadataOptions s_ipv6 = new() { HttpProtocolIpv6 = OptionState.Enabled };
    private static readonly Ec2Error s_refused = new("UnsupportedOperation", Text);

    private readonly Ec2Region _region = TestRegion.New();

    [Theory]
    [InlineData("t2.micro")]
    [InlineData("m4.large")]
    [InlineData("i3.large")]
    [InlineData("x1e.xlarge")]
    public void The_IPv6_endpoint_can_t_be_enabled_on_a_Xen_type(string type)
    {
        TestRegion.Refusal(() => _region.Launch(new RunInstancesRequest { InstanceType = type, MetadataOptions = s_ipv6 })).ShouldBe(s_refused);

        var instance = _region.Launch(new RunInstancesRequest { InstanceType = type });
        TestRegion.Refusal(() => instance.ModifyMetadataOptions(s_ipv6)).ShouldBe(s_refused);
        instance.ModifyMetadataOptions(s_ipv6 with { HttpProtocolIpv6 = OptionState.Disabled });
    }

    [Theory]
    [InlineData("t3.micro")]
    [InlineData("i3en.large")]
    [InlineData("i3.metal")]
    [InlineData("p3dn.24xlarge")]
    public void Every_other_type_has_it(string type)
    {
        var instance = _region.Launch(new RunInstancesRequest { InstanceType = type, MetadataOptions = s_ipv6 });

        instance.MetadataOptions.Options.HttpProtocolIpv6.Value.ShouldBe(OptionState.Enabled);
    }

    [Fact]
    public void A_launch_s_refusal_is_known_without_launching()
    {
        var image = _region.WithImage();
        var shown = new MetadataOptions { InstanceMetadataTags = OptionState.Enabled };

        _region.Instances.RefusalOf(image).ShouldBeNull();
        _region.Instances.RefusalOf(image with { InstanceType = "t2.micro", MetadataOptions = s_ipv6 }).ShouldBe(s_refused);
        _region.Instances.RefusalOf(image with { Tags = TestRegion.Tags("Patch Group"), MetadataOptions = shown })!.Message.ShouldBe(TestRegion.BadKeyMessage);
        _region.Instances.RefusalOf(image with { Tags = TestRegion.Tags("aws:mine") })!.Message.ShouldContain("reserved");
        _region.Instances.RefusalOf(image with { UserData = [.. new byte[16385]] })!.Message.ShouldContain("16384");
        _region.Instances.RefusalOf(image with { Placement = new() { AvailabilityZone = "eu-west-1a" } })!.Message.ShouldContain("eu-west-1a");
        _region.Instances.RefusalOf(new RunInstancesRequest())!.Code.ShouldBe("MissingParameter");
        _region.Instances.All.ShouldBeEmpty();
    }
}
