using System.Collections.Immutable;
using System.Globalization;
using FakeImds.Ec2;
using FakeImds.Iac.Plan;
using FakeImds.Iac.Worlds;

namespace FakeImds.Iac.Explain;

/// <summary>Instances that are there already: the options they have, and changes of them in place.</summary>
internal sealed class ExistingInstances(AccountBuilder builder, Ec2Region region, WorldDecision decision)
{
    private const string Source = "existing instance";
    private const string Changed = "changed by the plan";

    private static readonly OptionAlternatives s_alternatives = new(static _ => true);

    /// <summary>The options that the files say it has.</summary>
    public static Explanation AsTheyAre(Explanation explanation) => explanation with
    {
        Verdict = LaunchVerdict.Exists,
        Options =
        [
            .. Options((explanation.Launch.Request.MetadataOptions ?? new()).With(explanation.Launch.Over ?? new()), null),
            .. WorldDecision.OtherOptions(explanation.Launch.Open).Select(ExplainedOption.Other),
        ],
    };

    /// <summary>A change of a running instance's options, by the rules of ModifyInstanceMetadataOptions.</summary>
    public Explanation Change(Explanation explanation, MetadataOptions before)
    {
        var launch = explanation.Launch;
        var outcomes = Exploration.Of(world =>
        {
            builder.SetDefaults(region, enforced: false);
            if (launch.In(world) is not { } reading)
            {
                return null;
            }

            var after = s_alternatives.In(reading.Value.MetadataOptions, reading.Open, null, world) ?? new();
            var change = Difference(before, after);
            return new WorldVerdict(Options(before, change), change.IsEmpty ? null : Refusal(launch, before, change), null);
        });
        return Summary.Of(explanation, [outcomes]) with { IsChange = true };
    }

    private Ec2Error? Refusal(DeclaredLaunch launch, MetadataOptions before, MetadataOptions change)
    {
        if (decision.Launch(launch with { Worlds = null }, World.First()) is not { } found)
        {
            return null;
        }

        // It was launched before the account was as it is now, and all that the rules ask about is its type and its tags.
        var instance = region.Instances.Run(new RunInstancesRequest
        {
            ImageId = found.Request.ImageId,
            InstanceType = found.Request.InstanceType ?? found.Version?.Data.InstanceType,
            MetadataOptions = before,
        })[0];
        try
        {
            builder.SetDefaults(region, enforced: true);
            instance.ModifyMetadataOptions(change);
            return instance.Snapshot.MetadataOptions.InstanceMetadataTags.Value is OptionState.Enabled ? InstanceTagRule.Check(found.Request.Tags?.Keys ?? []) : null;
        }
        catch (Ec2Exception e)
        {
            return e.Error;
        }
        finally
        {
            region.Instances.Forget(instance.InstanceId);
        }
    }

    private static MetadataOptions Difference(MetadataOptions before, MetadataOptions after) => new()
    {
        HttpTokens = after.HttpTokens == before.HttpTokens ? null : after.HttpTokens,
        HttpPutResponseHopLimit = after.HttpPutResponseHopLimit == before.HttpPutResponseHopLimit ? null : after.HttpPutResponseHopLimit,
        HttpEndpoint = after.HttpEndpoint == before.HttpEndpoint ? null : after.HttpEndpoint,
        HttpProtocolIpv6 = after.HttpProtocolIpv6 == before.HttpProtocolIpv6 ? null : after.HttpProtocolIpv6,
        InstanceMetadataTags = after.InstanceMetadataTags == before.InstanceMetadataTags ? null : after.InstanceMetadataTags,
    };

    private static ImmutableArray<ExplainedOption> Options(MetadataOptions? has, MetadataOptions? change) =>
    [
        One("HttpTokens", change?.HttpTokens, has?.HttpTokens, MetadataOptionText.Of),
        One("HttpPutResponseHopLimit", change?.HttpPutResponseHopLimit, has?.HttpPutResponseHopLimit, static hops => hops.ToString(CultureInfo.InvariantCulture)),
        One("HttpEndpoint", change?.HttpEndpoint, has?.HttpEndpoint, MetadataOptionText.Of),
        One("HttpProtocolIpv6", change?.HttpProtocolIpv6, has?.HttpProtocolIpv6, MetadataOptionText.Of),
        One("InstanceMetadataTags", change?.InstanceMetadataTags, has?.InstanceMetadataTags, MetadataOptionText.Of),
    ];

    private static ExplainedOption One<T>(string name, T? change, T? has, Func<T, string> text)
        where T : struct =>
        change is { } changed ? new(name, text(changed), Changed)
        : has is { } value ? new(name, text(value), Source)
        : new(name, ExplainedOption.Unknown, "no file tells what the instance has");
}
