using System.Globalization;
using System.Text.Json;
using FakeImds.Ec2;

namespace FakeImds.Tests.Ec2;

/// <summary>Options as EC2's words, by name: what the cases hold and what a person compares.</summary>
internal static class OptionWords
{
    public static SortedDictionary<string, string> Values(DecidedMetadataOptions options) => new(StringComparer.Ordinal)
    {
        ["HttpTokens"] = MetadataOptionText.Of(options.HttpTokens.Value),
        ["HttpPutResponseHopLimit"] = options.HttpPutResponseHopLimit.Value.ToString(CultureInfo.InvariantCulture),
        ["HttpEndpoint"] = MetadataOptionText.Of(options.HttpEndpoint.Value),
        ["HttpProtocolIpv6"] = MetadataOptionText.Of(options.HttpProtocolIpv6.Value),
        ["InstanceMetadataTags"] = MetadataOptionText.Of(options.InstanceMetadataTags.Value),
    };

    public static SortedDictionary<string, string> Sources(DecidedMetadataOptions options) => new(StringComparer.Ordinal)
    {
        ["HttpTokens"] = Word(options.HttpTokens.Source),
        ["HttpPutResponseHopLimit"] = Word(options.HttpPutResponseHopLimit.Source),
        ["HttpEndpoint"] = Word(options.HttpEndpoint.Source),
        ["HttpProtocolIpv6"] = Word(options.HttpProtocolIpv6.Source),
        ["InstanceMetadataTags"] = Word(options.InstanceMetadataTags.Source),
    };

    /// <summary>The defaults that are set, as GetInstanceMetadataDefaults tells them.</summary>
    public static SortedDictionary<string, string> Values(AccountMetadataDefaults defaults)
    {
        var all = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["HttpTokens"] = defaults.HttpTokens is { } tokens ? MetadataOptionText.Of(tokens) : null,
            ["HttpPutResponseHopLimit"] = defaults.HttpPutResponseHopLimit?.ToString(CultureInfo.InvariantCulture),
            ["HttpEndpoint"] = defaults.HttpEndpoint is { } endpoint ? MetadataOptionText.Of(endpoint) : null,
            ["InstanceMetadataTags"] = defaults.InstanceMetadataTags is { } tags ? MetadataOptionText.Of(tags) : null,
            ["HttpTokensEnforced"] = defaults.HttpTokensEnforced is { } enforced ? MetadataOptionText.Of(enforced) : null,
        };
        return new(all.Where(d => d.Value is not null).ToDictionary(d => d.Key, d => d.Value!), StringComparer.Ordinal);
    }

    /// <summary>An object of a case, as words.</summary>
    public static SortedDictionary<string, string> Of(JsonElement expected) =>
        new(expected.EnumerateObject().ToDictionary(p => p.Name, p => p.Value.ToString()), StringComparer.Ordinal);

    private static string Word(OptionSource source) => source switch
    {
        OptionSource.LaunchRequest => "launch",
        OptionSource.LaunchTemplate => "template",
        OptionSource.AccountDefault => "account",
        OptionSource.Image => "ami",
        OptionSource.BuiltIn => "builtin",
        _ => source.ToString(),
    };
}
