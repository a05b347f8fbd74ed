using System.Collections.Immutable;
using FakeImds.Ec2;
using FakeImds.Iac.Documents;
using FakeImds.Iac.Plan;
using FakeImds.Iac.Worlds;

namespace FakeImds.Iac.Explain;

/// <summary>Decides a launch in one world by the rules of the simulated account.</summary>
internal sealed class WorldDecision(AccountBuilder builder, Ec2Region region, LaunchResolver resolver, ImmutableArray<Unknown> openRules, bool asConsole)
{
    private static readonly OptionAlternatives s_all = new(static _ => true);

    /// <summary>What becomes of the launch in a world; null when it is not made there.</summary>
    /// <param name="launch">The launch.</param>
    /// <param name="world">The world.</param>
    /// <param name="alternatives">What the world is asked about open options.</param>
    public WorldVerdict? In(DeclaredLaunch launch, World world, OptionAlternatives alternatives)
    {
        builder.SetDefaults(region, enforced: false);
        try
        {
            MetadataOptions added = new();
            return resolver.In(launch, world, Adds, alternatives) is { } found ? Verdict(launch, found, added, world) : null;

            MetadataOptions Adds(MetadataOptions? request, MetadataOptions? template) =>
                added = asConsole ? ConsoleWizard.Adds(region.MetadataDefaults, request, template) : added;
        }
        catch (Ec2Exception e)
        {
            return new WorldVerdict([], e.Error, null);
        }
        catch (ConfigException e)
        {
            // Wrong in this world, though not in all: the deployment fails before anything is launched.
            return new WorldVerdict([], new Ec2Error("ValidationError", e.Message), null);
        }
    }

    /// <summary>The launch itself in a world; null when it is not made there.</summary>
    /// <exception cref="Ec2Exception">Its template has no such version.</exception>
    public LaunchInWorld? Launch(DeclaredLaunch launch, World world) =>
        resolver.In(launch, world, static (_, _) => new MetadataOptions(), s_all);

    private WorldVerdict Verdict(DeclaredLaunch declared, LaunchInWorld launch, MetadataOptions added, World world)
    {
        // Enforcement is a check on the result; the result is worth telling also where it fails.
        var request = launch.Request;
        var options = region.Instances.Decide(request).OptionsOrThrow();
        var by = declared.By;
        var openKeys = OpenKeys.Of(launch);
        var policies = by.IsAuthorized is false ? null : region.Instances.Authorize(WithOpenTags(launch), builder.Caller(region.Account), [.. openKeys.Keys]);
        var denied = policies is { IsAllowed: false } ? policies : null;
        builder.SetDefaults(region, enforced: !by.IsElsewhere);
        return new WorldVerdict(
            [.. OptionList.Of(options, (option, source) => Words(declared, option, source, added, launch)).Select(OfAccount)],
            launch.Refusal ?? Refusal(WithOpenTags(launch)) ?? OpenRefusal(launch, options, world),
            denied)
        {
            PoliciesDependOn =
            [
                .. (denied?.DependsOn ?? []).Select(d => OpenKeys.Named(openKeys, d)),
                .. denied is null ? [] : by.Doubts(denied),
                .. openRules,
            ],
            IsDenied = denied is { DependsOn.IsEmpty: true } && !by.Doubts(denied).Any(),
            OtherOptions = OtherOptions(launch.Open),
        };
    }

    /// <summary>The options among open members that FakeImds knows nothing about.</summary>
    public static ImmutableArray<string> OtherOptions(ImmutableSortedDictionary<string, Unknown> open) =>
        [.. open.Keys.Where(static k => k.StartsWith(Reading<object>.OtherOption, StringComparison.Ordinal)).Select(static k => k[Reading<object>.OtherOption.Length..])];

    // An account default that AWS has added since decides an option that had none.
    private ExplainedOption OfAccount(ExplainedOption option) =>
        openRules.FirstOrDefault(r => r.Key == "AccountLevel." + option.Name) is not { } rule || option.Source is not "built-in" ? option
        : new ExplainedOption(option.Name, ExplainedOption.Unknown, "depends on " + rule.Words) { DependsOn = [rule] };

    // What describes the instance may be wrong in ways that options don't ask about.
    private Ec2Error? Refusal(RunInstancesRequest request)
    {
        try
        {
            return region.Instances.RefusalOf(request);
        }
        catch (Exception e) when (request.Describe is not null && e is ConfigException or AccountFilesException or ArgumentException)
        {
            return region.Instances.RefusalOf(request with { Describe = null });
        }
    }

    // A tag whose value nobody knows has a key all the same.
    private static RunInstancesRequest WithOpenTags(LaunchInWorld launch)
    {
        string[] keys = [.. launch.Open.Keys.Where(static k => k.StartsWith("Tags.", StringComparison.Ordinal)).Select(static k => k["Tags.".Length..])];
        return keys is [] ? launch.Request : launch.Request with
        {
            Tags = (launch.Request.Tags ?? launch.Version?.Data.Tags ?? ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal)).SetItems(keys.Select(static k => KeyValuePair.Create(k, ""))),
        };
    }

    // Rules about members that are open: asked only where they could refuse.
    private static Ec2Error? OpenRefusal(LaunchInWorld launch, DecidedMetadataOptions options, World world) =>
        options.HttpProtocolIpv6.Value is OptionState.Enabled && launch.Request.InstanceType is null && launch.Version?.Data.InstanceType is null && launch.Open.TryGetValue("InstanceType", out var type)
            && !world.Holds(type with { Key = type.Key + " nitro" }, $"{type.Words} is a Nitro type", $"{type.Words} is a Xen type") ? LaunchRefusals.Ipv6OnXen
        : options.InstanceMetadataTags.Value is OptionState.Enabled && launch.Open.TryGetValue("TagKeys", out var keys)
            && !world.Holds(keys with { Key = keys.Key + " tags" }, $"the tag keys of {keys.Words} can be shown", $"a tag key of {keys.Words} can't be shown") ? LaunchRefusals.TagKey
        : null;

    private string Words(DeclaredLaunch declared, string option, OptionSource source, MetadataOptions added, LaunchInWorld launch) => source switch
    {
        OptionSource.LaunchRequest when (option is "HttpTokens" && added.HttpTokens is not null)
            || (option is "HttpPutResponseHopLimit" && added.HttpPutResponseHopLimit is not null) => "launch request (console)",
        OptionSource.LaunchRequest when declared.OptionWords.TryGetValue(option, out var words) => words,
        OptionSource.LaunchTemplate => $"launch template {launch.Template?.LaunchTemplateName} version {launch.Version?.VersionNumber}",
        OptionSource.AccountDefault when IsSetByPolicy(option) => "account default (declarative policy)",
        OptionSource.Image => $"AMI {launch.Image}".TrimEnd(),
        _ => MetadataOptionText.Of(source),
    };

    private bool IsSetByPolicy(string option) => region.DeclarativePolicy?.Defaults is { } policy && option switch
    {
        "HttpTokens" => policy.HttpTokens is not null,
        "HttpPutResponseHopLimit" => policy.HttpPutResponseHopLimit is not null,
        "HttpEndpoint" => policy.HttpEndpoint is not null,
        "InstanceMetadataTags" => policy.InstanceMetadataTags is not null,
        _ => false,
    };
}
