using FakeImds.Ec2;

namespace FakeImds.Tests.Categories;

public sealed class TagTests
{
    private static readonly Func<InstanceDescription, InstanceDescription> s_tagged =
        d => d with { Tags = Everything.Texts(("Name", "web"), ("aws:autoscaling:groupName", "asg"), ("empty", ""), ("Z.a-b_c+d=e,f@g", "1")) };

    [Fact]
    public async Task Tags_are_off_by_default()
    {
        using var reader = new MetadataReader(s_tagged);

        (await reader.Names("latest/meta-data"))!.ShouldNotContain("tags/");
        (await reader.HasMetaData("tags")).ShouldBeFalse();
        (await reader.HasMetaData("tags/instance/Name")).ShouldBeFalse();
    }

    [Fact]
    public async Task Tags_that_are_on_are_listed_sorted_by_key()
    {
        using var reader = new MetadataReader(s_tagged, tags: true);

        (await reader.MetaData("tags")).ShouldBe("instance/");
        (await reader.MetaData("tags/instance")).ShouldBe("Name\nZ.a-b_c+d=e,f@g\naws:autoscaling:groupName\nempty");
        (await reader.MetaData("tags/instance/Name")).ShouldBe("web");
        (await reader.MetaData("tags/instance/aws:autoscaling:groupName")).ShouldBe("asg");
        (await reader.MetaData("tags/instance/aws%3Aautoscaling%3AgroupName")).ShouldBe("asg");
        (await reader.HasMetaData("tags/instance/name")).ShouldBeFalse();
    }

    [Fact]
    public async Task An_empty_value_is_an_empty_answer()
    {
        using var reader = new MetadataReader(s_tagged, tags: true);

        (await reader.Bytes("latest/meta-data/tags/instance/empty")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Without_any_tag_there_is_no_directory()
    {
        using var reader = new MetadataReader(tags: true);

        (await reader.HasMetaData("tags/")).ShouldBeFalse();
        (await reader.HasMetaData("tags/instance")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_change_appears_while_the_instance_runs()
    {
        using var reader = new MetadataReader(s_tagged, tags: true);
        reader.Imds.Instance.Update(d => d with { Tags = d.Tags.SetItem("Name", "db").Add("New", "1").Remove("empty") });

        (await reader.MetaData("tags/instance/Name")).ShouldBe("db");
        (await reader.MetaData("tags/instance/New")).ShouldBe("1");
        (await reader.HasMetaData("tags/instance/empty")).ShouldBeFalse();
    }

    [Fact]
    public async Task They_can_be_switched_while_the_instance_runs()
    {
        using var reader = new MetadataReader(s_tagged);
        reader.Imds.Instance.ModifyMetadataOptions(new MetadataOptions { InstanceMetadataTags = OptionState.Enabled });
        (await reader.MetaData("tags/instance/Name")).ShouldBe("web");
        reader.Imds.Instance.ModifyMetadataOptions(new MetadataOptions { InstanceMetadataTags = OptionState.Disabled });
        (await reader.HasMetaData("tags/instance/Name")).ShouldBeFalse();
    }
}
