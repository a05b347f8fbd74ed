namespace FakeImds.Ec2;

/// <summary>Which values EC2 accepts for metadata options, at launch, in templates, on modify and as account defaults.</summary>
internal static class MetadataOptionsRules
{
    private const string HopLimitRange = "a value between 1 and 64";

    /// <summary>Checks the options of a request and its template together: they are one launch.</summary>
    public static Ec2Error? CheckLaunch(MetadataOptions request, MetadataOptions template, bool strictHttpEndpoint) =>
        Check(request) ?? Check(template) ?? CheckDisabledEndpoint(
            strictHttpEndpoint,
            request.HttpEndpoint ?? template.HttpEndpoint,
            request.HttpTokens ?? template.HttpTokens,
            request.HttpPutResponseHopLimit ?? template.HttpPutResponseHopLimit,
            request.HttpProtocolIpv6 ?? template.HttpProtocolIpv6);

    /// <summary>Checks the options of one request on its own.</summary>
    public static Ec2Error? Check(MetadataOptions options, bool strictHttpEndpoint) =>
        CheckLaunch(options, new MetadataOptions(), strictHttpEndpoint);

    public static Ec2Error? Check(AccountMetadataDefaults defaults) =>
        defaults.HttpPutResponseHopLimit is { } hops and not AccountMetadataDefaults.NoHopLimitPreference && !IsHopLimit(hops)
            ? Ec2Errors.InvalidOption(nameof(defaults.HttpPutResponseHopLimit), MetadataOptionText.Of(hops), HopLimitRange + ", or -1 for no preference,")
            : CheckDefined(nameof(defaults.HttpTokens), defaults.HttpTokens)
                ?? CheckDefined(nameof(defaults.HttpEndpoint), defaults.HttpEndpoint)
                ?? CheckDefined(nameof(defaults.InstanceMetadataTags), defaults.InstanceMetadataTags)
                ?? CheckDefined(nameof(defaults.HttpTokensEnforced), defaults.HttpTokensEnforced);

    /// <summary>Refuses a value that is not <c>v2.0</c>: it would undo what can't be undone.</summary>
    public static Ec2Error? Check(ImdsSupport? support) => CheckDefined(nameof(ImdsSupport), support);

    private static Ec2Error? Check(MetadataOptions options) =>
        options.HttpPutResponseHopLimit is { } hops && !IsHopLimit(hops)
            ? Ec2Errors.InvalidOption(nameof(options.HttpPutResponseHopLimit), MetadataOptionText.Of(hops), HopLimitRange)
            : CheckDefined(nameof(options.HttpTokens), options.HttpTokens)
                ?? CheckDefined(nameof(options.HttpEndpoint), options.HttpEndpoint)
                ?? CheckDefined(nameof(options.HttpProtocolIpv6), options.HttpProtocolIpv6)
                ?? CheckDefined(nameof(options.InstanceMetadataTags), options.InstanceMetadataTags);

    private static bool IsHopLimit(int hops) => hops is >= MetadataOptions.MinHopLimit and <= MetadataOptions.MaxHopLimit;

    // A number cast to the enum is the only way here; text is checked by MetadataOptionText.
    private static Ec2Error? CheckDefined<T>(string option, T? value)
        where T : struct, Enum =>
        value is { } given && !Enum.IsDefined(given)
            ? Ec2Errors.InvalidOption(option, given.ToString(), "a defined value")
            : null;

    private static Ec2Error? CheckDisabledEndpoint(
        bool strict, OptionState? endpoint, HttpTokens? tokens, int? hopLimit, OptionState? ipv6) =>
        !strict || endpoint is not OptionState.Disabled ? null
        : tokens is not null ? Ec2Errors.NotWithDisabledEndpoint(nameof(MetadataOptions.HttpTokens))
        : hopLimit is not null ? Ec2Errors.NotWithDisabledEndpoint(nameof(MetadataOptions.HttpPutResponseHopLimit))
        : ipv6 is not null ? Ec2Errors.NotWithDisabledEndpoint(nameof(MetadataOptions.HttpProtocolIpv6))
        : null;
}
