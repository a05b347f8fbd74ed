using System.Globalization;
using System.Net;
using FakeImds.Ec2;

namespace FakeImds.Cli.Run;

/// <summary>What the program says at start.</summary>
internal static class StartReport
{
    /// <summary>Each option in force, without its source.</summary>
    public static IEnumerable<string> Values(DecidedMetadataOptions options) => Options(options).Select(static o => o[..o.LastIndexOf(" (", StringComparison.Ordinal)]);

    /// <summary>Each option in force, with the source that decided it.</summary>
    public static IEnumerable<string> Options(DecidedMetadataOptions options) =>
    [
        Line("HttpTokens", MetadataOptionText.Of(options.HttpTokens.Value), options.HttpTokens.Source),
        Line("HttpPutResponseHopLimit", options.HttpPutResponseHopLimit.Value.ToString(CultureInfo.InvariantCulture), options.HttpPutResponseHopLimit.Source),
        Line("HttpEndpoint", MetadataOptionText.Of(options.HttpEndpoint.Value), options.HttpEndpoint.Source),
        Line("HttpProtocolIpv6", MetadataOptionText.Of(options.HttpProtocolIpv6.Value), options.HttpProtocolIpv6.Source),
        Line("InstanceMetadataTags", MetadataOptionText.Of(options.InstanceMetadataTags.Value), options.InstanceMetadataTags.Source),
    ];

    /// <summary>An address that is listened on; the IPv6 one only while the option is on.</summary>
    public static string Listening(IPEndPoint endpoint, bool ipv6IsOn) =>
        $"Listening on http://{endpoint}" + (ipv6IsOn || !endpoint.Address.Equals(ImdsAddresses.Ipv6) ? "" : " (not before HttpProtocolIpv6 is enabled)");

    private static string Line(string name, string value, OptionSource source) => $"{name} = {value} ({MetadataOptionText.Of(source)})";
}
