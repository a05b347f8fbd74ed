using FakeImds.Ec2;
using Microsoft.Extensions.Time.Testing;

namespace FakeImds.Tests.Ec2;

public sealed class ModifyMetadataOptionsTests
{
    private static readonly TimeSpan s_transition = TimeSpan.FromSeconds(5);

    private static readonly MetadataOptions s_launched = new()
    {
        HttpTokens = HttpTokens.Required,
        HttpPutResponseHopLimit = 7,
        HttpEndpoint = OptionState.Disabled,
        HttpProtocolIpv6 = OptionState.Enabled,
        InstanceMetadataTags = OptionState.Enabled,
    };

    private readonly FakeTimeProvider _time = new();

    public static TheoryData<string, string> EveryOption => new()
    {
        { "HttpTokens", "optional" },
        { "HttpPutResponseHopLimit", "64" },
        { "HttpEndpoint", "enabled" },
        { "HttpProtocolIpv6", "disabled" },
        { "InstanceMetadataTags", "disabled" },
    };

    [Theory]
    [MemberData(nameof(EveryOption))]
    public void An_option_given_changes_and_the_omitted_ones_keep_value_and_source(string option, string value)
    {
        var instance = TestRegion.New().Launch(s_launched);
        var (values, sources) = (OptionWords.Values(instance.MetadataOptions.Options), OptionWords.Sources(instance.MetadataOptions.Options));

        var answer = instance.ModifyMetadataOptions(Change(option, value));

        (values[option], sources[option]) = (value, nameof(OptionSource.Modified));
        OptionWords.Values(answer.Options).ShouldBe(values);
        OptionWords.Sources(answer.Options).ShouldBe(sources);
        instance.MetadataOptions.Options.ShouldBe(answer.Options);
        instance.Snapshot.MetadataOptions.ShouldBe(answer.Options);
    }

    [Fact]
    public void The_answer_is_pending_and_without_a_transition_time_the_next_look_says_applied()
    {
        var instance = TestRegion.New().Launch();

        instance.ModifyMetadataOptions(Change("HttpTokens", "required")).State.ShouldBe(MetadataOptionsState.Pending);
        instance.MetadataOptions.State.ShouldBe(MetadataOptionsState.Applied);
    }

    [Fact]
    public void A_change_is_pending_for_the_transition_time_and_not_a_tick_longer()
    {
        var instance = Slow().Launch();
        instance.MetadataOptions.State.ShouldBe(MetadataOptionsState.Pending);
        _time.Advance(s_transition);
        instance.MetadataOptions.State.ShouldBe(MetadataOptionsState.Applied);

        instance.ModifyMetadataOptions(Change("HttpTokens", "required"));
        _time.Advance(s_transition - TimeSpan.FromTicks(1));
        instance.MetadataOptions.State.ShouldBe(MetadataOptionsState.Pending);
        _time.Advance(TimeSpan.FromTicks(1));
        instance.MetadataOptions.State.ShouldBe(MetadataOptionsState.Applied);
    }

    [Fact]
    public void On_a_stopped_instance_a_change_waits_for_the_start()
    {
        var instance = Slow().Launch();
        _time.Advance(s_transition);
        instance.Stop();
        _time.Advance(s_transition);

        instance.ModifyMetadataOptions(Change("HttpTokens", "required"));
        _time.Advance(TimeSpan.FromDays(365));
        instance.MetadataOptions.State.ShouldBe(MetadataOptionsState.Pending);

        instance.Start();
        instance.MetadataOptions.State.ShouldBe(MetadataOptionsState.Pending);
        _time.Advance(s_transition);
        instance.MetadataOptions.State.ShouldBe(MetadataOptionsState.Applied);
        instance.MetadataOptions.Options.HttpTokens.ShouldBe(new(HttpTokens.Required, OptionSource.Modified));
    }

    [Fact]
    public void On_a_stopped_instance_without_transition_time_the_start_applies_the_change_at_once()
    {
        var instance = TestRegion.New().Launch();
        instance.Stop();
        instance.ModifyMetadataOptions(Change("HttpTokens", "required"));
        instance.MetadataOptions.State.ShouldBe(MetadataOptionsState.Pending);

        instance.Start();

        instance.MetadataOptions.State.ShouldBe(MetadataOptionsState.Applied);
    }

    [Fact]
    public void Stop_and_start_decide_nothing_anew()
    {
        var region = TestRegion.New();
        var instance = region.Launch();
        var before = instance.MetadataOptions.Options;
        region.ModifyInstanceMetadataDefaults(new() { HttpTokens = DefaultHttpTokens.Required, HttpPutResponseHopLimit = 3 });
        region.Images.ModifyImdsSupport(instance.LaunchedFrom.ImageId, ImdsSupport.V2);

        instance.Stop();
        instance.Start();

        instance.MetadataOptions.Options.ShouldBe(before);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(65)]
    public void A_hop_limit_out_of_range_is_refused_and_nothing_changes(int hops)
    {
        var instance = TestRegion.New().Launch();
        var before = instance.Snapshot;

        TestRegion.Refusal(() => instance.ModifyMetadataOptions(new() { HttpTokens = HttpTokens.Required, HttpPutResponseHopLimit = hops }))
            .Code.ShouldBe("InvalidParameterValue");

        instance.Snapshot.ShouldBeSameAs(before);
    }

    [Fact]
    public void A_change_without_options_is_refused() =>
        TestRegion.Refusal(() => TestRegion.New().Launch().ModifyMetadataOptions(new())).Code.ShouldBe("InvalidParameterCombination");

    [Fact]
    public void A_terminated_instance_refuses_changes()
    {
        var instance = TestRegion.New().Launch();
        instance.Terminate();

        TestRegion.Refusal(() => instance.ModifyMetadataOptions(Change("HttpTokens", "required"))).Code.ShouldBe("IncorrectInstanceState");
    }

    [Fact]
    public void A_strict_endpoint_refuses_other_options_with_disabled_but_not_tags()
    {
        var instance = TestRegion.New(o => o.StrictHttpEndpoint = true).Launch();
        var off = new MetadataOptions { HttpEndpoint = OptionState.Disabled };

        TestRegion.Refusal(() => instance.ModifyMetadataOptions(off with { HttpTokens = HttpTokens.Required })).Code.ShouldBe("InvalidParameterCombination");
        TestRegion.Refusal(() => instance.ModifyMetadataOptions(off with { HttpPutResponseHopLimit = 2 })).Code.ShouldBe("InvalidParameterCombination");
        TestRegion.Refusal(() => instance.ModifyMetadataOptions(off with { HttpProtocolIpv6 = OptionState.Enabled })).Code.ShouldBe("InvalidParameterCombination");
        instance.ModifyMetadataOptions(off with { InstanceMetadataTags = OptionState.Enabled });
        instance.ModifyMetadataOptions(Change("HttpTokens", "required"));
    }

    private static MetadataOptions Change(string option, string value) => option switch
    {
        "HttpTokens" => new() { HttpTokens = MetadataOptionText.ParseHttpTokens(option, value) },
        "HttpPutResponseHopLimit" => new() { HttpPutResponseHopLimit = int.Parse(value, null) },
        "HttpEndpoint" => new() { HttpEndpoint = MetadataOptionText.ParseState(option, value) },
        "HttpProtocolIpv6" => new() { HttpProtocolIpv6 = MetadataOptionText.ParseState(option, value) },
        _ => new() { InstanceMetadataTags = MetadataOptionText.ParseState(option, value) },
    };

    private Ec2Region Slow() => TestRegion.New(o => (o.TimeProvider, o.TransitionTime) = (_time, s_transition));
}
