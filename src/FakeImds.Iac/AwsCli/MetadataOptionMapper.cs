using FakeImds.Ec2;
using FakeImds.Iac.Documents;

namespace FakeImds.Iac.AwsCli;

/// <summary>Metadata options as the AWS CLI prints them. The shape has checked the words.</summary>
internal static class MetadataOptionMapper
{
    public static MetadataOptions? Options(ConfigNode? node) => node is null ? null : new MetadataOptions
    {
        HttpTokens = node.TextOf("HttpTokens") is { } tokens ? MetadataOptionText.ParseHttpTokens("HttpTokens", tokens) : null,
        HttpPutResponseHopLimit = node.NumberOf("HttpPutResponseHopLimit"),
        HttpEndpoint = State(node, "HttpEndpoint"),
        HttpProtocolIpv6 = State(node, "HttpProtocolIpv6"),
        InstanceMetadataTags = State(node, "InstanceMetadataTags"),
    };

    public static AccountMetadataDefaults Defaults(ConfigNode? node) => node is null ? new() : new AccountMetadataDefaults
    {
        HttpTokens = node.TextOf("HttpTokens") is { } tokens ? MetadataOptionText.ParseDefaultHttpTokens("HttpTokens", tokens) : null,
        HttpPutResponseHopLimit = node.NumberOf("HttpPutResponseHopLimit"),
        HttpEndpoint = Default(node, "HttpEndpoint"),
        InstanceMetadataTags = Default(node, "InstanceMetadataTags"),
        HttpTokensEnforced = Default(node, "HttpTokensEnforced"),
    };

    private static OptionState? State(ConfigNode node, string name) =>
        node.TextOf(name) is { } text ? MetadataOptionText.ParseState(name, text) : null;

    private static DefaultOptionState? Default(ConfigNode node, string name) =>
        node.TextOf(name) is { } text ? MetadataOptionText.ParseDefaultState(name, text) : null;
}
