using System.Collections.Immutable;
using FakeImds.Ec2;
using FakeImds.Iac.Documents;
using FakeImds.Iac.Messages;
using FakeImds.Iac.Worlds;

namespace FakeImds.Iac.AwsCli;

/// <summary>Metadata options as the AWS CLI prints them. The shape has checked the words.</summary>
internal static class MetadataOptionMapper
{
    private static readonly string[] s_options = ["State", "HttpTokens", "HttpPutResponseHopLimit", "HttpEndpoint", "HttpProtocolIpv6", "InstanceMetadataTags"];
    private static readonly string[] s_defaults =
        ["HttpTokens", "HttpPutResponseHopLimit", "HttpEndpoint", "InstanceMetadataTags", "HttpTokensEnforced", "ManagedBy", "ManagedExceptionMessage"];

    public static MetadataOptions? Options(ConfigNode? node) => node is null ? null : new MetadataOptions
    {
        HttpTokens = node.TextOf("HttpTokens") is { } tokens ? MetadataOptionText.ParseHttpTokens("HttpTokens", tokens) : null,
        HttpPutResponseHopLimit = node.NumberOf("HttpPutResponseHopLimit"),
        HttpEndpoint = State(node, "HttpEndpoint"),
        HttpProtocolIpv6 = State(node, "HttpProtocolIpv6") ?? BeforeItCame(node),
        InstanceMetadataTags = State(node, "InstanceMetadataTags") ?? BeforeItCame(node),
    };

    public static AccountMetadataDefaults Defaults(ConfigNode? node) => node is null ? new() : new AccountMetadataDefaults
    {
        HttpTokens = node.TextOf("HttpTokens") is { } tokens ? MetadataOptionText.ParseDefaultHttpTokens("HttpTokens", tokens) : null,
        HttpPutResponseHopLimit = node.NumberOf("HttpPutResponseHopLimit"),
        HttpEndpoint = Default(node, "HttpEndpoint"),
        InstanceMetadataTags = Default(node, "InstanceMetadataTags"),
        HttpTokensEnforced = Default(node, "HttpTokensEnforced"),
    };

    /// <summary>The members of a node that FakeImds knows nothing about, as open members <c>Option.NAME</c>.</summary>
    public static ImmutableSortedDictionary<string, Unknown> Open(ConfigNode? node) => Others(node, s_options)
        .ToImmutableSortedDictionary(static m => Reading<object>.OtherOption + m.Name, static m => new Unknown(m.Name, m.Name), StringComparer.Ordinal);

    /// <summary>The members of <c>AccountLevel</c> that FakeImds knows nothing about: each may decide about any launch.</summary>
    public static ImmutableArray<Unknown> OpenDefaults(ConfigNode? node) =>
        [.. Others(node, s_defaults).Select(static m => new Unknown("AccountLevel." + m.Name, $"the account's {ShortValue.Of(m.Name)}, which FakeImds does not know"))];

    private static IEnumerable<ConfigMember> Others(ConfigNode? node, string[] known) => (node?.Members ?? []).Where(m => !known.Contains(m.Name));

    // What EC2 tells of an instance has all five. An output without these two is older than they are: they were off (docs/fidelity.md#older-outputs).
    private static OptionState? BeforeItCame(ConfigNode node) => node["State"] is not null && node["HttpTokens"] is not null ? OptionState.Disabled : null;

    private static OptionState? State(ConfigNode node, string name) =>
        node.TextOf(name) is { } text ? MetadataOptionText.ParseState(name, text) : null;

    private static DefaultOptionState? Default(ConfigNode node, string name) =>
        node.TextOf(name) is { } text ? MetadataOptionText.ParseDefaultState(name, text) : null;
}
