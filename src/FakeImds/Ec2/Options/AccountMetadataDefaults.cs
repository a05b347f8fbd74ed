namespace FakeImds.Ec2;

/// <summary>
/// The account's defaults for one Region, and what ModifyInstanceMetadataDefaults changes of them.
/// Null is "never set", or in a change "keep". There is no default for <c>HttpProtocolIpv6</c>: EC2 has none.
/// </summary>
public sealed record AccountMetadataDefaults
{
    /// <summary>The hop limit that means "no preference".</summary>
    public const int NoHopLimitPreference = -1;

    /// <summary>The default for <c>HttpTokens</c>.</summary>
    public DefaultHttpTokens? HttpTokens { get; init; }

    /// <summary>The default hop limit, 1 to 64, or -1 for no preference.</summary>
    public int? HttpPutResponseHopLimit { get; init; }

    /// <summary>The default for <c>HttpEndpoint</c>.</summary>
    public DefaultOptionState? HttpEndpoint { get; init; }

    /// <summary>The default for <c>InstanceMetadataTags</c>.</summary>
    public DefaultOptionState? InstanceMetadataTags { get; init; }

    /// <summary>Whether a launch that resolves to <c>HttpTokens=optional</c> fails. A check on the result, not a source.</summary>
    public DefaultOptionState? HttpTokensEnforced { get; init; }

    /// <summary>True when no member is set.</summary>
    public bool IsEmpty => HttpTokens is null && HttpPutResponseHopLimit is null && HttpEndpoint is null
        && InstanceMetadataTags is null && HttpTokensEnforced is null;

    /// <summary>These defaults after a change: what the change sets wins, the rest stays (docs/fidelity.md#account-partial).</summary>
    /// <param name="change">The members to set; null members keep their value.</param>
    /// <returns>The new defaults.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="change"/> is null.</exception>
    public AccountMetadataDefaults With(AccountMetadataDefaults change)
    {
        ArgumentNullException.ThrowIfNull(change);
        return new AccountMetadataDefaults
        {
            HttpTokens = change.HttpTokens ?? HttpTokens,
            HttpPutResponseHopLimit = change.HttpPutResponseHopLimit ?? HttpPutResponseHopLimit,
            HttpEndpoint = change.HttpEndpoint ?? HttpEndpoint,
            InstanceMetadataTags = change.InstanceMetadataTags ?? InstanceMetadataTags,
            HttpTokensEnforced = change.HttpTokensEnforced ?? HttpTokensEnforced,
        };
    }
}
