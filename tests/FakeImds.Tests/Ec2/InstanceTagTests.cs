using FakeImds.Ec2;

namespace FakeImds.Tests.Ec2;

public sealed class InstanceTagTests
{
    private static readonly MetadataOptions s_show = new() { InstanceMetadataTags = OptionState.Enabled };
    private static readonly MetadataOptions s_hide = new() { InstanceMetadataTags = OptionState.Disabled };
    private static readonly Ec2Error s_badKey = new("InvalidParameterValue", TestRegion.BadKeyMessage);

    private readonly Ec2Region _region = TestRegion.New();

    public static TheoryData<string> BadKeys => ["", ".", "..", "_index", "a b", "a/b", "ü", "a\nb", "a*", new string('k', 256)];

    public static TheoryData<string> GoodKeys => ["Name", "aws:autoscaling:groupName", "a-b_c+d=e,f.g@h:i", "...", "_Index", "0", new string('k', 255)];

    [Fact]
    public void A_launch_that_shows_tags_refuses_a_bad_key()
    {
        TestRegion.Refusal(() => Launch(s_show, "Patch Group")).ShouldBe(s_badKey);

        _region.Instances.All.ShouldBeEmpty();
    }

    [Fact]
    public void An_account_that_shows_tags_refuses_a_bad_key_as_well()
    {
        _region.ModifyInstanceMetadataDefaults(new() { InstanceMetadataTags = DefaultOptionState.Enabled });

        TestRegion.Refusal(() => Launch(null, "Patch Group")).ShouldBe(s_badKey);
    }

    [Fact]
    public void Enabling_is_refused_while_there_is_a_bad_key()
    {
        var instance = Launch(null, "Patch Group", "Name");

        TestRegion.Refusal(() => instance.ModifyMetadataOptions(s_show)).ShouldBe(s_badKey);
        instance.MetadataOptions.Options.InstanceMetadataTags.Value.ShouldBe(OptionState.Disabled);

        instance.Update(d => d with { Tags = TestRegion.Tags("Name") });
        instance.ModifyMetadataOptions(s_show).Options.InstanceMetadataTags.Value.ShouldBe(OptionState.Enabled);
    }

    [Fact]
    public void Tagging_with_a_bad_key_is_refused_only_while_tags_are_shown()
    {
        var instance = Launch(s_show, "Name");
        var before = instance.Snapshot;

        TestRegion.Refusal(() => Tag(instance)).ShouldBe(s_badKey);
        instance.Snapshot.ShouldBeSameAs(before);

        instance.ModifyMetadataOptions(s_hide);
        Tag(instance).Tags.Keys.ShouldBe(["Patch Group"]);
    }

    [Theory]
    [MemberData(nameof(BadKeys))]
    public void A_key_outside_the_pattern_or_reserved_is_bad(string key)
    {
        TestRegion.Refusal(() => Launch(s_show, key)).Message.ShouldStartWith($"'{key}' is not a valid tag key.");
        Launch(s_hide, key).Snapshot.Description.Tags.ShouldContainKey(key);
    }

    [Theory]
    [MemberData(nameof(GoodKeys))]
    public void A_key_of_the_pattern_is_shown(string key) =>
        Launch(s_show, key).Snapshot.Description.Tags.ShouldContainKey(key);

    private Ec2Instance Launch(MetadataOptions? options, params string[] keys) =>
        _region.Launch(new RunInstancesRequest { MetadataOptions = options, Tags = TestRegion.Tags(keys) });

    private static InstanceDescription Tag(Ec2Instance instance) =>
        instance.Update(d => d with { Tags = TestRegion.Tags("Patch Group") });
}
