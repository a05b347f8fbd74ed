using FakeImds.Ec2;
using FakeImds.Ec2Api.Protocol;

namespace FakeImds.Ec2Api.Defaults;

/// <summary>Tells what is set. No preference is told as nothing: the reply's words have no <c>no-preference</c> (docs/fidelity.md#no-preference-echo).</summary>
internal static class GetInstanceMetadataDefaults
{
    public static Answer Run(Ec2Call call)
    {
        call.Proceed();
        var policy = call.Region.DeclarativePolicy;
        var defaults = call.Region.MetadataDefaults;
        return new Answer(xml => xml.Element("accountLevel", x => x
            .Text("httpTokens", Tokens(defaults.HttpTokens))
            .Number("httpPutResponseHopLimit", HopLimit(defaults))
            .Text("httpEndpoint", State(defaults.HttpEndpoint))
            .Text("instanceMetadataTags", State(defaults.InstanceMetadataTags))
            .Text("managedBy", call.Settings.ShowManagedBy ? policy is null ? "account" : "declarative-policy" : null)
            .Text("managedExceptionMessage", policy?.ExceptionMessage)
            .Text("httpTokensEnforced", State(defaults.HttpTokensEnforced))));
    }

    private static string? Tokens(DefaultHttpTokens? value) =>
        value is null or DefaultHttpTokens.NoPreference ? null : MetadataOptionText.Of(value.Value);

    private static string? State(DefaultOptionState? value) =>
        value is null or DefaultOptionState.NoPreference ? null : MetadataOptionText.Of(value.Value);

    private static int? HopLimit(AccountMetadataDefaults defaults) =>
        defaults.HttpPutResponseHopLimit is AccountMetadataDefaults.NoHopLimitPreference ? null : defaults.HttpPutResponseHopLimit;
}
