using FakeImds.Ec2;

namespace FakeImds.Tests.Ec2;

public sealed class AccountDefaultsTests
{
    private readonly Ec2Region _region = TestRegion.New();

    [Fact]
    public void Nothing_is_set_at_first() => _region.MetadataDefaults.IsEmpty.ShouldBeTrue();

    [Fact]
    public void No_preference_takes_a_default_back()
    {
        _region.ModifyInstanceMetadataDefaults(new()
        {
            HttpTokens = DefaultHttpTokens.Required, HttpPutResponseHopLimit = 9,
            HttpEndpoint = DefaultOptionState.Disabled, InstanceMetadataTags = DefaultOptionState.Enabled,
        });
        _region.ModifyInstanceMetadataDefaults(new()
        {
            HttpTokens = DefaultHttpTokens.NoPreference, HttpPutResponseHopLimit = AccountMetadataDefaults.NoHopLimitPreference,
            HttpEndpoint = DefaultOptionState.NoPreference, InstanceMetadataTags = DefaultOptionState.NoPreference,
        });

        OptionWords.Sources(_region.Launch().MetadataOptions.Options).Values.ShouldAllBe(source => source == "builtin");
    }

    [Theory]
    [InlineData(-2)]
    [InlineData(0)]
    [InlineData(65)]
    public void A_hop_limit_out_of_range_is_refused_and_nothing_changes(int hops)
    {
        TestRegion.Refusal(() => _region.ModifyInstanceMetadataDefaults(new() { HttpTokens = DefaultHttpTokens.Required, HttpPutResponseHopLimit = hops }))
            .Code.ShouldBe("InvalidParameterValue");

        _region.MetadataDefaults.IsEmpty.ShouldBeTrue();
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    [InlineData(64)]
    public void Minus_one_and_1_to_64_are_hop_limits(int hops) =>
        _region.ModifyInstanceMetadataDefaults(new() { HttpPutResponseHopLimit = hops }).HttpPutResponseHopLimit.ShouldBe(hops);

    [Fact]
    public void Values_outside_the_enums_are_refused()
    {
        TestRegion.Refusal(() => _region.ModifyInstanceMetadataDefaults(new() { HttpTokens = (DefaultHttpTokens)9 })).Code.ShouldBe("InvalidParameterValue");
        TestRegion.Refusal(() => _region.ModifyInstanceMetadataDefaults(new() { HttpTokensEnforced = (DefaultOptionState)9 })).Code.ShouldBe("InvalidParameterValue");
        TestRegion.Refusal(() => _region.Launch(new MetadataOptions { HttpTokens = (HttpTokens)9 })).Code.ShouldBe("InvalidParameterValue");
        TestRegion.Refusal(() => _region.Launch(new MetadataOptions { HttpEndpoint = (OptionState)9 })).Code.ShouldBe("InvalidParameterValue");
    }

    [Fact]
    public void Each_Region_has_its_own()
    {
        _region.ModifyInstanceMetadataDefaults(new() { HttpTokens = DefaultHttpTokens.Required });

        _region.Account.Region("eu-west-1").MetadataDefaults.IsEmpty.ShouldBeTrue();
    }
}
