using System.Collections.Immutable;
using FakeImds.Ec2;

namespace FakeImds.Iac.Plan;

/// <summary>Words for who put an option into a launch request, where that is worth telling: a tool's default and not the file.</summary>
internal static class OptionWords
{
    public static ImmutableDictionary<string, string> None { get; } = ImmutableDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>The words for each option that is set.</summary>
    public static ImmutableDictionary<string, string> Of(MetadataOptions options, string words)
    {
        var all = None.ToBuilder();
        Add("HttpTokens", options.HttpTokens is not null);
        Add("HttpPutResponseHopLimit", options.HttpPutResponseHopLimit is not null);
        Add("HttpEndpoint", options.HttpEndpoint is not null);
        Add("HttpProtocolIpv6", options.HttpProtocolIpv6 is not null);
        Add("InstanceMetadataTags", options.InstanceMetadataTags is not null);
        return all.ToImmutable();

        void Add(string name, bool isSet)
        {
            if (isSet)
            {
                all.Add(name, words);
            }
        }
    }

    /// <summary>The words for what is set and for what a tool sets by default.</summary>
    public static ImmutableDictionary<string, string> Of(MetadataOptions given, string givenWords, MetadataOptions defaults, string defaultWords) =>
        Of(defaults, defaultWords).SetItems(Of(given, givenWords));
}
