using System.Collections.Immutable;
using System.Globalization;
using FakeImds.Ec2;

namespace FakeImds.Iac.Explain;

/// <summary>The five options with the words for their sources.</summary>
internal static class OptionList
{
    /// <summary>Their names in EC2's order.</summary>
    public static ImmutableArray<string> Names { get; } = ["HttpTokens", "HttpPutResponseHopLimit", "HttpEndpoint", "HttpProtocolIpv6", "InstanceMetadataTags"];

    /// <param name="options">The options.</param>
    /// <param name="source">The words for the source of an option of that name.</param>
    public static ImmutableArray<ExplainedOption> Of(DecidedMetadataOptions options, Func<string, OptionSource, string> source) =>
    [
        One("HttpTokens", MetadataOptionText.Of(options.HttpTokens.Value), options.HttpTokens.Source, source),
        One("HttpPutResponseHopLimit", options.HttpPutResponseHopLimit.Value.ToString(CultureInfo.InvariantCulture), options.HttpPutResponseHopLimit.Source, source),
        One("HttpEndpoint", MetadataOptionText.Of(options.HttpEndpoint.Value), options.HttpEndpoint.Source, source),
        One("HttpProtocolIpv6", MetadataOptionText.Of(options.HttpProtocolIpv6.Value), options.HttpProtocolIpv6.Source, source),
        One("InstanceMetadataTags", MetadataOptionText.Of(options.InstanceMetadataTags.Value), options.InstanceMetadataTags.Source, source),
    ];

    private static ExplainedOption One(string name, string value, OptionSource decidedBy, Func<string, OptionSource, string> source) =>
        new(name, value, source(name, decidedBy));
}
