using System.Globalization;
using FakeImds.Ec2;
using FakeImds.Iac.Documents;
using FakeImds.Iac.Messages;

namespace FakeImds.Iac.Options;

/// <summary>Reads metadata options out of an object whose values may be written as strings, numbers or null. Null and "" are "not set".</summary>
/// <param name="names">How the format calls the options.</param>
internal sealed class OptionReader(OptionNames names)
{
    private static readonly string[] s_tokens = ["optional", "required"];
    private static readonly string[] s_states = ["enabled", "disabled"];

    /// <exception cref="ConfigException">A value is not one of those that EC2 takes.</exception>
    public MetadataOptions Options(ConfigNode node) => new()
    {
        HttpTokens = Word(node[names.HttpTokens], s_tokens) is { } tokens ? MetadataOptionText.ParseHttpTokens(names.HttpTokens, tokens) : null,
        HttpPutResponseHopLimit = HopLimit(node[names.HttpPutResponseHopLimit], canBeNone: false),
        HttpEndpoint = State(node[names.HttpEndpoint]),
        HttpProtocolIpv6 = State(node[names.HttpProtocolIpv6]),
        InstanceMetadataTags = State(node[names.InstanceMetadataTags]),
    };

    /// <exception cref="ConfigException">A value is not one of those that EC2 takes.</exception>
    public AccountMetadataDefaults Defaults(ConfigNode node, string noPreference = "no-preference") => new()
    {
        HttpTokens = Word(node[names.HttpTokens], [.. s_tokens, noPreference]) is { } tokens
            ? MetadataOptionText.ParseDefaultHttpTokens(names.HttpTokens, tokens.Replace('_', '-')) : null,
        HttpPutResponseHopLimit = HopLimit(node[names.HttpPutResponseHopLimit], canBeNone: true),
        HttpEndpoint = DefaultState(node[names.HttpEndpoint], noPreference),
        InstanceMetadataTags = DefaultState(node[names.InstanceMetadataTags], noPreference),
        HttpTokensEnforced = DefaultState(node[names.HttpTokensEnforced], noPreference),
    };

    private static OptionState? State(ConfigNode? node) =>
        Word(node, s_states) is { } text ? MetadataOptionText.ParseState("", text) : null;

    private static DefaultOptionState? DefaultState(ConfigNode? node, string noPreference) =>
        Word(node, [.. s_states, noPreference]) is { } text ? MetadataOptionText.ParseDefaultState("", text.Replace('_', '-')) : null;

    private static string? Word(ConfigNode? node, string[] allowed) =>
        !IsSet(node) ? null
        : allowed.Contains(node!.Text) ? node.Text
        : throw node.Error($"{node.Path} is '{ShortValue.Of(node.Text)}'; {AllowedWords.Of(allowed)} is allowed{NearestName.Hint(node.Text, allowed)}");

    private static int? HopLimit(ConfigNode? node, bool canBeNone)
    {
        if (!IsSet(node))
        {
            return null;
        }

        var isNumber = int.TryParse(node!.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var hops);
        return isNumber && (hops is >= MetadataOptions.MinHopLimit and <= MetadataOptions.MaxHopLimit || (canBeNone && hops is AccountMetadataDefaults.NoHopLimitPreference))
            ? hops
            : throw node.Error($"{node.Path} is '{ShortValue.Of(node.Text)}'; a whole number from {MetadataOptions.MinHopLimit} to {MetadataOptions.MaxHopLimit}{(canBeNone ? ", or -1 for no preference," : "")} is allowed");
    }

    private static bool IsSet(ConfigNode? node) => node is { Kind: not ConfigKind.Null, Text.Length: > 0 } or { Kind: ConfigKind.Object or ConfigKind.List };
}
