using FakeImds.Ec2;

namespace FakeImds.Tests.Ec2;

public sealed class LaunchTemplateTests
{
    private readonly Ec2Region _region = TestRegion.New();
    private readonly LaunchTemplate _template;

    public LaunchTemplateTests()
    {
        _template = _region.LaunchTemplates.Create("web", Hops(11));
        _region.LaunchTemplates.CreateVersion("web", Hops(12));
        _region.LaunchTemplates.CreateVersion(_template.LaunchTemplateId, Hops(13), "newest").Description.ShouldBe("newest");
    }

    [Theory]
    [InlineData(null, 11)]
    [InlineData("$Default", 11)]
    [InlineData("$Latest", 13)]
    [InlineData("1", 11)]
    [InlineData("2", 12)]
    public void A_launch_takes_the_version_it_names_by_name_or_by_id(string? version, int hops)
    {
        HopsOf("web", version).ShouldBe(hops);
        HopsOf(_template.LaunchTemplateId, version).ShouldBe(hops);
    }

    [Fact]
    public void Default_follows_SetDefaultVersion_and_Latest_does_not()
    {
        _region.LaunchTemplates.SetDefaultVersion("web", 2).DefaultVersionNumber.ShouldBe(2);

        HopsOf("web", null).ShouldBe(12);
        HopsOf("web", "$Latest").ShouldBe(13);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("4")]
    [InlineData("-1")]
    [InlineData("latest")]
    [InlineData("99999999999")]
    public void A_missing_version_is_an_error(string version) =>
        TestRegion.Refusal(() => HopsOf("web", version)).ShouldBe(new Ec2Error(
            "InvalidLaunchTemplateId.VersionNotFound",
            $"Could not find the specified version {version} for the launch template with ID {_template.LaunchTemplateId}."));

    [Fact]
    public void A_missing_template_is_an_error_of_its_id_or_of_its_name()
    {
        TestRegion.Refusal(() => HopsOf("lt-0", null)).ShouldBe(new Ec2Error(
            "InvalidLaunchTemplateId.NotFound", "The specified launch template, with template ID lt-0, does not exist."));
        TestRegion.Refusal(() => HopsOf("none", null)).Code.ShouldBe("InvalidLaunchTemplateName.NotFoundException");
        TestRegion.Refusal(() => _region.LaunchTemplates.SetDefaultVersion("web", 4)).Code.ShouldBe("InvalidLaunchTemplateId.VersionNotFound");
        TestRegion.Refusal(() => _region.LaunchTemplates.CreateVersion("none", Hops(1))).Code.ShouldBe("InvalidLaunchTemplateName.NotFoundException");
    }

    [Fact]
    public void A_deleted_template_is_gone_and_its_name_is_free()
    {
        _region.LaunchTemplates.Delete("web").LaunchTemplateId.ShouldBe(_template.LaunchTemplateId);

        TestRegion.Refusal(() => HopsOf("web", null)).Code.ShouldBe("InvalidLaunchTemplateName.NotFoundException");
        _region.LaunchTemplates.Create("web", Hops(1)).LaunchTemplateId.ShouldNotBe(_template.LaunchTemplateId);
    }

    [Fact]
    public void A_name_is_used_once_and_has_3_to_128_characters()
    {
        TestRegion.Refusal(() => _region.LaunchTemplates.Create("web", Hops(1))).Code.ShouldBe("InvalidLaunchTemplateName.AlreadyExistsException");
        TestRegion.Refusal(() => _region.LaunchTemplates.Create("ab", Hops(1))).Code.ShouldBe("InvalidLaunchTemplateName.MalformedException");
        TestRegion.Refusal(() => _region.LaunchTemplates.Create(new string('n', 129), Hops(1))).Code.ShouldBe("InvalidLaunchTemplateName.MalformedException");
        _region.LaunchTemplates.All.ShouldHaveSingleItem().Versions.Length.ShouldBe(3);
    }

    [Fact]
    public void A_version_takes_nothing_from_earlier_ones()
    {
        _region.LaunchTemplates.CreateVersion("web", new LaunchTemplateData { InstanceType = "m7g.large" });

        HopsOf("web", "$Latest").ShouldBe(1);
    }

    [Fact]
    public void Options_out_of_range_are_refused_when_the_template_is_made()
    {
        TestRegion.Refusal(() => _region.LaunchTemplates.Create("bad", Hops(65))).Code.ShouldBe("InvalidParameterValue");
        TestRegion.Refusal(() => _region.LaunchTemplates.CreateVersion("web", Hops(0))).Code.ShouldBe("InvalidParameterValue");
        _region.LaunchTemplates.Get("web").LatestVersionNumber.ShouldBe(3);
    }

    [Fact]
    public void The_request_overrides_what_the_template_supplies()
    {
        var data = new LaunchTemplateData
        {
            ImageId = _region.Images.Register("of the template").ImageId,
            InstanceType = "m7g.large",
            KeyPair = new KeyPair("template", "ssh-rsa A"),
            UserData = [1],
            Tags = TestRegion.Tags("template"),
        };
        _region.LaunchTemplates.Create("full", data);
        var request = new RunInstancesRequest { LaunchTemplate = "full" };

        var plain = _region.Instances.Run(request)[0].Snapshot.Description;
        (plain.ImageId, plain.InstanceType, plain.KeyPair).ShouldBe((data.ImageId, data.InstanceType, data.KeyPair));
        plain.UserData.ShouldBe([1]);
        plain.Tags.Keys.ShouldBe(["aws:ec2launchtemplate:id", "aws:ec2launchtemplate:version", "template"]);

        var other = _region.Launch(request with { InstanceType = "t2.nano", KeyPair = new("mine", "ssh-rsa B"), UserData = [2], Tags = TestRegion.Tags("mine") }).Snapshot.Description;
        (other.ImageId == data.ImageId, other.InstanceType, other.KeyPair!.Name).ShouldBe((false, "t2.nano", "mine"));
        other.UserData.ShouldBe([2]);
        other.Tags.Keys.ShouldBe(["aws:ec2launchtemplate:id", "aws:ec2launchtemplate:version", "mine"]);
    }

    private static LaunchTemplateData Hops(int hops) => new() { MetadataOptions = new() { HttpPutResponseHopLimit = hops } };

    private int HopsOf(string template, string? version) =>
        _region.Launch(new RunInstancesRequest { LaunchTemplate = template, LaunchTemplateVersion = version })
            .MetadataOptions.Options.HttpPutResponseHopLimit.Value;
}
