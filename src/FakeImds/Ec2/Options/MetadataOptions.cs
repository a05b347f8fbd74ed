namespace FakeImds.Ec2;

/// <summary>
/// The five metadata options as a launch request, a launch template or a modify call gives them. Null is "not set".
/// </summary>
public sealed record MetadataOptions
{
    /// <summary>The lowest hop limit that EC2 accepts.</summary>
    public const int MinHopLimit = 1;

    /// <summary>The highest hop limit that EC2 accepts.</summary>
    public const int MaxHopLimit = 64;

    /// <summary>Whether requests need a token.</summary>
    public HttpTokens? HttpTokens { get; init; }

    /// <summary>How many links a PUT response may cross, 1 to 64.</summary>
    public int? HttpPutResponseHopLimit { get; init; }

    /// <summary>Whether the metadata service answers at all.</summary>
    public OptionState? HttpEndpoint { get; init; }

    /// <summary>Whether it also answers on its IPv6 address.</summary>
    public OptionState? HttpProtocolIpv6 { get; init; }

    /// <summary>Whether the instance's tags are shown.</summary>
    public OptionState? InstanceMetadataTags { get; init; }

    /// <summary>True when no option is set.</summary>
    public bool IsEmpty => HttpTokens is null && HttpPutResponseHopLimit is null && HttpEndpoint is null
        && HttpProtocolIpv6 is null && InstanceMetadataTags is null;

    /// <summary>These options with others laid over them.</summary>
    /// <param name="change">The options that win; null members leave these as they are.</param>
    /// <returns>The options together.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="change"/> is null.</exception>
    public MetadataOptions With(MetadataOptions change)
    {
        ArgumentNullException.ThrowIfNull(change);
        return new MetadataOptions
        {
            HttpTokens = change.HttpTokens ?? HttpTokens,
            HttpPutResponseHopLimit = change.HttpPutResponseHopLimit ?? HttpPutResponseHopLimit,
            HttpEndpoint = change.HttpEndpoint ?? HttpEndpoint,
            HttpProtocolIpv6 = change.HttpProtocolIpv6 ?? HttpProtocolIpv6,
            InstanceMetadataTags = change.InstanceMetadataTags ?? InstanceMetadataTags,
        };
    }
}
