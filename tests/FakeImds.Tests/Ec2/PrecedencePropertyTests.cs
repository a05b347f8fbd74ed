using CsCheck;
using FakeImds.Ec2;

namespace FakeImds.Tests.Ec2;

public sealed class PrecedencePropertyTests
{
    private const int Samples = 2_000;

    private static readonly string[] s_ranks = ["launch", "template", "account", "ami", "builtin"];

    private static readonly Gen<OptionState?> s_state = OneOf<OptionState?>(null, OptionState.Disabled, OptionState.Enabled);

    private static readonly Gen<DefaultOptionState?> s_defaultState = OneOf<DefaultOptionState?>(
        null, DefaultOptionState.NoPreference, DefaultOptionState.Disabled, DefaultOptionState.Enabled);

    private static readonly Gen<MetadataOptions> s_options = Gen.Select(
        OneOf<HttpTokens?>(null, HttpTokens.Optional, HttpTokens.Required),
        Gen.Int[-64, 64].Select(n => n < 1 ? (int?)null : n),
        s_state, s_state, s_state,
        (tokens, hops, endpoint, ipv6, tags) => new MetadataOptions
        {
            HttpTokens = tokens, HttpPutResponseHopLimit = hops, HttpEndpoint = endpoint, HttpProtocolIpv6 = ipv6, InstanceMetadataTags = tags,
        });

    private static readonly Gen<AccountMetadataDefaults> s_defaults = Gen.Select(
        OneOf<DefaultHttpTokens?>(null, DefaultHttpTokens.NoPreference, DefaultHttpTokens.Optional, DefaultHttpTokens.Required),
        Gen.Int[-64, 64].Select(n => n < -1 ? null : n < 1 ? (int?)-1 : n),
        s_defaultState, s_defaultState,
        (tokens, hops, endpoint, tags) => new AccountMetadataDefaults
        {
            HttpTokens = tokens, HttpPutResponseHopLimit = hops, HttpEndpoint = endpoint, InstanceMetadataTags = tags,
        });

    // Without enforcement: it decides no value.
    private static readonly Gen<LaunchSources> s_sources = Gen.Select(
        s_options, s_options, s_defaults, OneOf<ImdsSupport?>(null, ImdsSupport.V2),
        (request, template, account, image) => new LaunchSources { Request = request, Template = template, Account = account, Image = image });

    private static readonly Gen<OptionSlot> s_slot = OneOf([.. OptionSlot.All]);

    [Fact]
    public void An_option_does_not_depend_on_the_inputs_of_the_others() =>
        Gen.Select(s_sources, s_sources, s_slot).Sample((a, b, slot) =>
            slot.Decided(Decide(slot.Move(a, b))).ShouldBe(slot.Decided(Decide(a)), slot.Name), iter: Samples);

    [Fact]
    public void A_lower_rank_never_changes_what_a_higher_rank_set() =>
        Gen.Select(s_sources, s_sources, s_slot).Sample((a, b, slot) =>
        {
            var decided = slot.Decided(Decide(a));
            var rank = Array.IndexOf(s_ranks, decided.Source);
            var changed = a with
            {
                Template = rank < 1 ? b.Template : a.Template,
                Account = rank < 2 ? b.Account : a.Account,
                Image = rank < 3 ? b.Image : a.Image,
            };
            slot.Decided(Decide(changed)).ShouldBe(decided, slot.Name);
        }, iter: Samples);

    [Fact]
    public void Nothing_is_undecided_and_the_source_is_the_first_that_speaks() =>
        Gen.Select(s_sources, s_slot).Sample((sources, slot) =>
        {
            var inputs = slot.Inputs(sources);
            var rank = Array.FindIndex(inputs, i => i is not null);
            var expected = rank < 0 ? (slot.BuiltIn, "builtin") : (inputs[rank]!, s_ranks[rank]);
            slot.Decided(Decide(sources)).ShouldBe(expected, slot.Name);
        }, iter: Samples);

    [Fact]
    public void Enforcement_is_only_a_check_on_the_result() =>
        Gen.Select(s_sources, s_defaultState).Sample((sources, enforced) =>
        {
            var free = Decide(sources);
            var decision = MetadataOptionsPrecedence.Decide(
                sources with { Account = sources.Account! with { HttpTokensEnforced = enforced } });
            if (enforced is DefaultOptionState.Enabled && free.HttpTokens.Value is HttpTokens.Optional)
            {
                decision.Succeeded.ShouldBeFalse();
                decision.Error!.ShouldBe(new Ec2Error("UnsupportedOperation", TestRegion.EnforcedMessage));
            }
            else
            {
                decision.Options.ShouldBe(free);
            }
        }, iter: Samples);

    [Fact]
    public void The_same_sources_have_the_same_outcome_and_are_left_alone() =>
        s_sources.Sample(sources =>
        {
            var before = sources.ToString();
            MetadataOptionsPrecedence.Decide(sources).ShouldBe(MetadataOptionsPrecedence.Decide(sources with { }));
            sources.ToString().ShouldBe(before);
        }, iter: Samples);

    [Fact]
    public void A_source_that_is_absent_is_a_source_that_sets_nothing() =>
        s_sources.Sample(sources =>
        {
            var without = sources with
            {
                Request = sources.Request!.IsEmpty ? null : sources.Request,
                Template = null,
                Account = sources.Account!.IsEmpty ? null : sources.Account,
            };
            Decide(without).ShouldBe(Decide(sources with { Template = new MetadataOptions() }));
        }, iter: Samples);

    [Fact]
    public void A_hop_limit_out_of_range_is_refused_whatever_outranks_it() =>
        Gen.Select(s_sources, Gen.OneOf(Gen.Int[int.MinValue, -2], Gen.Int[65, int.MaxValue], Gen.Const(0)), Gen.Int[0, 2]).Sample((sources, hops, at) =>
        {
            var decision = MetadataOptionsPrecedence.Decide(at switch
            {
                0 => sources with { Request = sources.Request! with { HttpPutResponseHopLimit = hops } },
                1 => sources with { Template = sources.Template! with { HttpPutResponseHopLimit = hops } },
                _ => sources with { Account = sources.Account! with { HttpPutResponseHopLimit = hops } },
            });
            decision.Options.ShouldBeNull();
            decision.Error!.Code.ShouldBe("InvalidParameterValue");
        }, iter: Samples);

    private static DecidedMetadataOptions Decide(LaunchSources sources) => MetadataOptionsPrecedence.Decide(sources).OptionsOrThrow();

    private static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);
}
