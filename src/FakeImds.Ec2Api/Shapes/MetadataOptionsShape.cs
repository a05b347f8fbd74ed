using FakeImds.Ec2;
using FakeImds.Ec2Api.Protocol;

namespace FakeImds.Ec2Api.Shapes;

/// <summary>The metadata options on the wire, in requests and in replies.</summary>
internal static class MetadataOptionsShape
{
    /// <summary>The five options; null when the structure is absent.</summary>
    public static MetadataOptions? Read(Parameters? parameters) => parameters is null ? null : new MetadataOptions
    {
        HttpTokens = Word(parameters, "HttpTokens", MetadataOptionText.ParseHttpTokens),
        HttpPutResponseHopLimit = parameters.Number("HttpPutResponseHopLimit"),
        HttpEndpoint = Word(parameters, "HttpEndpoint", MetadataOptionText.ParseState),
        HttpProtocolIpv6 = Word(parameters, "HttpProtocolIpv6", MetadataOptionText.ParseState),
        InstanceMetadataTags = Word(parameters, "InstanceMetadataTags", MetadataOptionText.ParseState),
    };

    public static AccountMetadataDefaults ReadDefaults(Parameters parameters) => new()
    {
        HttpTokens = Word(parameters, "HttpTokens", MetadataOptionText.ParseDefaultHttpTokens),
        HttpPutResponseHopLimit = parameters.Number("HttpPutResponseHopLimit"),
        HttpEndpoint = Word(parameters, "HttpEndpoint", MetadataOptionText.ParseDefaultState),
        InstanceMetadataTags = Word(parameters, "InstanceMetadataTags", MetadataOptionText.ParseDefaultState),
        HttpTokensEnforced = Word(parameters, "HttpTokensEnforced", MetadataOptionText.ParseDefaultState),
    };

    /// <summary>The attributes that a request sets, as policies name them.</summary>
    public static Dictionary<string, string> Attributes(IReadOnlyDictionary<string, string> flat) =>
        flat.Where(static p => p.Key is "HttpTokens" or "HttpPutResponseHopLimit" or "HttpEndpoint" or "HttpProtocolIpv6" or "InstanceMetadataTags" or "HttpTokensEnforced")
            .ToDictionary(StringComparer.Ordinal);

    public static void Write(Ec2Xml xml, InstanceMetadataOptions options) => xml
        .Text("state", Of(options.State))
        .Text("httpTokens", MetadataOptionText.Of(options.Options.HttpTokens.Value))
        .Number("httpPutResponseHopLimit", options.Options.HttpPutResponseHopLimit.Value)
        .Text("httpEndpoint", MetadataOptionText.Of(options.Options.HttpEndpoint.Value))
        .Text("httpProtocolIpv6", MetadataOptionText.Of(options.Options.HttpProtocolIpv6.Value))
        .Text("instanceMetadataTags", MetadataOptionText.Of(options.Options.InstanceMetadataTags.Value));

    /// <summary>The options of a template: only those that it supplies (docs/fidelity.md#template-echo).</summary>
    public static void Write(Ec2Xml xml, MetadataOptions options) => xml
        .Text("httpTokens", options.HttpTokens is { } tokens ? MetadataOptionText.Of(tokens) : null)
        .Number("httpPutResponseHopLimit", options.HttpPutResponseHopLimit)
        .Text("httpEndpoint", State(options.HttpEndpoint))
        .Text("httpProtocolIpv6", State(options.HttpProtocolIpv6))
        .Text("instanceMetadataTags", State(options.InstanceMetadataTags));

    public static string Of(MetadataOptionsState state) => state is MetadataOptionsState.Pending ? "pending" : "applied";

    private static string? State(OptionState? state) => state is { } given ? MetadataOptionText.Of(given) : null;

    private static T? Word<T>(Parameters parameters, string option, Func<string, string?, T> parse)
        where T : struct =>
        parameters.Text(option) is { } text ? parse(option, text) : null;
}
