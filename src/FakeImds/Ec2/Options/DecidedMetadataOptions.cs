namespace FakeImds.Ec2;

/// <summary>The five options in force on an instance, each with the source that decided it.</summary>
public sealed record DecidedMetadataOptions
{
    /// <summary>Whether requests need a token.</summary>
    public required DecidedOption<HttpTokens> HttpTokens { get; init; }

    /// <summary>How many links a PUT response may cross, 1 to 64.</summary>
    public required DecidedOption<int> HttpPutResponseHopLimit { get; init; }

    /// <summary>Whether the service answers at all.</summary>
    public required DecidedOption<OptionState> HttpEndpoint { get; init; }

    /// <summary>Whether it also answers on its IPv6 address.</summary>
    public required DecidedOption<OptionState> HttpProtocolIpv6 { get; init; }

    /// <summary>Whether the instance's tags are shown.</summary>
    public required DecidedOption<OptionState> InstanceMetadataTags { get; init; }

    /// <summary>These options after ModifyInstanceMetadataOptions: the options given change, the others keep value and source.</summary>
    /// <param name="change">The options to change; null members keep theirs.</param>
    /// <returns>The new options.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="change"/> is null.</exception>
    public DecidedMetadataOptions With(MetadataOptions change)
    {
        ArgumentNullException.ThrowIfNull(change);
        return new DecidedMetadataOptions
        {
            HttpTokens = Changed(change.HttpTokens, HttpTokens),
            HttpPutResponseHopLimit = Changed(change.HttpPutResponseHopLimit, HttpPutResponseHopLimit),
            HttpEndpoint = Changed(change.HttpEndpoint, HttpEndpoint),
            HttpProtocolIpv6 = Changed(change.HttpProtocolIpv6, HttpProtocolIpv6),
            InstanceMetadataTags = Changed(change.InstanceMetadataTags, InstanceMetadataTags),
        };
    }

    private static DecidedOption<T> Changed<T>(T? change, DecidedOption<T> current)
        where T : struct => change is { } value ? new(value, OptionSource.Modified) : current;
}
