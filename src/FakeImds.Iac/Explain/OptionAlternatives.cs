using System.Collections.Immutable;
using System.Globalization;
using FakeImds.Ec2;
using FakeImds.Iac.Worlds;

namespace FakeImds.Iac.Explain;

/// <summary>Options that a file leaves open: every value they may have, and "not set".</summary>
/// <param name="isAsked">Whether the world is asked about an open option of that name; all others count as not set.</param>
/// <param name="allHopLimits">Whether each hop limit matters, as it may to policies.</param>
internal sealed class OptionAlternatives(Func<string, bool> isAsked, bool allHopLimits = false)
{
    private const string NotSet = "";

    private static readonly string[] s_allHopLimits =
        [NotSet, .. Enumerable.Range(MetadataOptions.MinHopLimit, MetadataOptions.MaxHopLimit).Select(static n => n.ToString(CultureInfo.InvariantCulture))];

    private static readonly string[] s_hopLimits = [NotSet, "1", "2", "64"];
    private static readonly string[] s_tokens = [NotSet, "optional", "required"];
    private static readonly string[] s_states = [NotSet, "enabled", "disabled"];

    /// <summary>The options in a world: those that are not set and open are what the world says.</summary>
    /// <param name="options">What is set.</param>
    /// <param name="open">What is open, by option or for all of them.</param>
    /// <param name="rest">The options of higher rank: what they set is not asked about.</param>
    /// <param name="world">The world.</param>
    public MetadataOptions? In(MetadataOptions? options, ImmutableSortedDictionary<string, Unknown> open, MetadataOptions? rest, World world)
    {
        var result = options ?? new MetadataOptions();
        foreach (var name in open.IsEmpty ? [] : OptionList.Names)
        {
            if (!IsSet(result, name) && !IsSet(rest, name) && (open.GetValueOrDefault(name) ?? open.GetValueOrDefault("MetadataOptions")) is { } unknown && isAsked(name))
            {
                result = Set(result, name, Choose(world, unknown, name));
            }
        }

        return options is null && result.IsEmpty ? null : result;
    }

    private static bool IsSet(MetadataOptions? options, string name) => options is not null && name switch
    {
        "HttpTokens" => options.HttpTokens is not null,
        "HttpPutResponseHopLimit" => options.HttpPutResponseHopLimit is not null,
        "HttpEndpoint" => options.HttpEndpoint is not null,
        "HttpProtocolIpv6" => options.HttpProtocolIpv6 is not null,
        _ => options.InstanceMetadataTags is not null,
    };

    private string Choose(World world, Unknown unknown, string name)
    {
        var values = name switch { "HttpTokens" => s_tokens, "HttpPutResponseHopLimit" => allHopLimits ? s_allHopLimits : s_hopLimits, _ => s_states };
        return world.Choose(
            unknown with { Key = $"{unknown.Key} {name}", IsOpen = true },
            [.. values.Select(v => new Alternative(v, v is NotSet ? $"{unknown.Words} does not set it" : $"{unknown.Words} is '{v}'"))]);
    }

    private static MetadataOptions Set(MetadataOptions options, string name, string value) => value is NotSet ? options : name switch
    {
        "HttpTokens" => options with { HttpTokens = MetadataOptionText.ParseHttpTokens(name, value) },
        "HttpPutResponseHopLimit" => options with { HttpPutResponseHopLimit = int.Parse(value, CultureInfo.InvariantCulture) },
        "HttpEndpoint" => options with { HttpEndpoint = MetadataOptionText.ParseState(name, value) },
        "HttpProtocolIpv6" => options with { HttpProtocolIpv6 = MetadataOptionText.ParseState(name, value) },
        _ => options with { InstanceMetadataTags = MetadataOptionText.ParseState(name, value) },
    };
}
