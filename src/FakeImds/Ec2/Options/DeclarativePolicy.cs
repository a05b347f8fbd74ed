namespace FakeImds.Ec2;

/// <summary>What an organization's declarative policy sets in a Region. The account can't modify it (docs/fidelity.md#declarative-policy).</summary>
public sealed record DeclarativePolicy
{
    /// <summary>The defaults that the policy sets; null members are left to the account.</summary>
    public required AccountMetadataDefaults Defaults { get; init; }

    /// <summary>What a refused change is told.</summary>
    public string ExceptionMessage { get; init; } = "This action is denied due to an organizational policy in effect.";

    /// <summary>True when a change sets what the policy sets.</summary>
    internal bool Forbids(AccountMetadataDefaults change) =>
        (change.HttpTokens is not null && Defaults.HttpTokens is not null)
        || (change.HttpPutResponseHopLimit is not null && Defaults.HttpPutResponseHopLimit is not null)
        || (change.HttpEndpoint is not null && Defaults.HttpEndpoint is not null)
        || (change.InstanceMetadataTags is not null && Defaults.InstanceMetadataTags is not null)
        || (change.HttpTokensEnforced is not null && Defaults.HttpTokensEnforced is not null);
}
