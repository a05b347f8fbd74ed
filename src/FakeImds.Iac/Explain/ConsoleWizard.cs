using FakeImds.Ec2;

namespace FakeImds.Iac.Explain;

/// <summary>What the console's launch wizard adds to a request (docs/fidelity.md#console).</summary>
internal static class ConsoleWizard
{
    public const int HopLimit = 2;

    /// <summary>The options that the wizard sends of its own: v2 only and hop limit 2 where the account's default is v2 only.</summary>
    public static MetadataOptions Adds(AccountMetadataDefaults account, MetadataOptions? request, MetadataOptions? template)
    {
        var given = (template ?? new()).With(request ?? new());
        return account.HttpTokens is not DefaultHttpTokens.Required || given.HttpTokens is not null ? new MetadataOptions() : new MetadataOptions
        {
            HttpTokens = HttpTokens.Required,
            HttpPutResponseHopLimit = given.HttpPutResponseHopLimit is null ? HopLimit : null,
        };
    }
}
