using FakeImds.Ec2;

namespace FakeImds.Tests.Ec2;

public sealed class EnforcedModifyTests
{
    private static readonly AccountMetadataDefaults s_enforced = new() { HttpTokensEnforced = DefaultOptionState.Enabled };
    private static readonly MetadataOptions s_optional = new() { HttpTokens = HttpTokens.Optional };
    private static readonly MetadataOptions s_required = new() { HttpTokens = HttpTokens.Required };

    private readonly Ec2Region _region = TestRegion.New();

    [Fact]
    public void A_required_instance_may_not_become_optional()
    {
        var instance = _region.Launch(s_required);
        _region.ModifyInstanceMetadataDefaults(s_enforced);
        var before = instance.Snapshot;

        TestRegion.Refusal(() => instance.ModifyMetadataOptions(s_optional))
            .ShouldBe(new Ec2Error("UnsupportedOperation", TestRegion.EnforcedMessage));

        instance.Snapshot.ShouldBeSameAs(before);
    }

    [Fact]
    public void An_optional_instance_stays_and_its_other_options_may_change()
    {
        var instance = _region.Launch(s_optional);
        _region.ModifyInstanceMetadataDefaults(s_enforced);

        instance.MetadataOptions.Options.HttpTokens.Value.ShouldBe(HttpTokens.Optional);
        instance.ModifyMetadataOptions(new() { HttpPutResponseHopLimit = 2 });
        instance.ModifyMetadataOptions(s_optional);
        instance.ModifyMetadataOptions(s_required);
        TestRegion.Refusal(() => instance.ModifyMetadataOptions(s_optional)).Code.ShouldBe("UnsupportedOperation");
    }

    [Theory]
    [InlineData(DefaultOptionState.Disabled)]
    [InlineData(DefaultOptionState.NoPreference)]
    public void After_enforcement_ends_a_required_instance_may_become_optional(DefaultOptionState state)
    {
        var instance = _region.Launch(s_required);
        _region.ModifyInstanceMetadataDefaults(s_enforced);
        _region.ModifyInstanceMetadataDefaults(new() { HttpTokensEnforced = state });

        instance.ModifyMetadataOptions(s_optional).Options.HttpTokens.Value.ShouldBe(HttpTokens.Optional);
    }

    [Fact]
    public void Enforcement_in_one_Region_does_not_reach_another()
    {
        _region.ModifyInstanceMetadataDefaults(s_enforced);

        _region.Account.Region("eu-west-1").Launch(s_optional).MetadataOptions.Options.HttpTokens.Value.ShouldBe(HttpTokens.Optional);
        TestRegion.Refusal(() => _region.Launch(s_optional)).Code.ShouldBe("UnsupportedOperation");
    }
}
