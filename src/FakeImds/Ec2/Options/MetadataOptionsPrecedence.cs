namespace FakeImds.Ec2;

/// <summary>
/// The one rule for metadata options at launch. Each option is decided on its own: request, launch template,
/// account default of the Region, image (tokens and hop limit only), built-in (docs/fidelity.md#precedence).
/// </summary>
public static class MetadataOptionsPrecedence
{
    /// <summary>What an image with <c>ImdsSupport=v2.0</c> sets: docs/fidelity.md#image.</summary>
    internal const int ImageHopLimit = 2;

    private const int BuiltInHopLimit = 1;

    /// <summary>Decides the five options of a launch. A pure function: same sources, same outcome.</summary>
    /// <param name="sources">All that has a say.</param>
    /// <returns>The options with their sources, or the EC2 error.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="sources"/> is null.</exception>
    public static MetadataOptionsDecision Decide(LaunchSources sources)
    {
        ArgumentNullException.ThrowIfNull(sources);
        var request = sources.Request ?? new MetadataOptions();
        var template = sources.Template ?? new MetadataOptions();
        var account = sources.Account ?? new AccountMetadataDefaults();
        var error = MetadataOptionsRules.CheckLaunch(request, template, sources.StrictHttpEndpoint)
            ?? MetadataOptionsRules.Check(account)
            ?? MetadataOptionsRules.Check(sources.Image);
        if (error is not null)
        {
            return new MetadataOptionsDecision(error);
        }

        var imageIsV2 = sources.Image is ImdsSupport.V2;
        var options = new DecidedMetadataOptions
        {
            HttpTokens = First(
                request.HttpTokens, template.HttpTokens, Preferred(account.HttpTokens),
                imageIsV2 ? HttpTokens.Required : null, HttpTokens.Optional),
            HttpPutResponseHopLimit = First(
                request.HttpPutResponseHopLimit, template.HttpPutResponseHopLimit, PreferredHopLimit(account),
                imageIsV2 ? ImageHopLimit : null, BuiltInHopLimit),
            HttpEndpoint = First(
                request.HttpEndpoint, template.HttpEndpoint, Preferred(account.HttpEndpoint), null, OptionState.Enabled),
            HttpProtocolIpv6 = First(
                request.HttpProtocolIpv6, template.HttpProtocolIpv6, null, null, OptionState.Disabled),
            InstanceMetadataTags = First(
                request.InstanceMetadataTags, template.InstanceMetadataTags, Preferred(account.InstanceMetadataTags),
                null, OptionState.Disabled),
        };
        return account.HttpTokensEnforced is DefaultOptionState.Enabled && options.HttpTokens.Value is not HttpTokens.Required
            ? new MetadataOptionsDecision(Ec2Errors.TokensEnforced)
            : new MetadataOptionsDecision(options);
    }

    private static DecidedOption<T> First<T>(T? request, T? template, T? account, T? image, T builtIn)
        where T : struct =>
        request is { } r ? new(r, OptionSource.LaunchRequest)
        : template is { } t ? new(t, OptionSource.LaunchTemplate)
        : account is { } a ? new(a, OptionSource.AccountDefault)
        : image is { } i ? new(i, OptionSource.Image)
        : new(builtIn, OptionSource.BuiltIn);

    private static HttpTokens? Preferred(DefaultHttpTokens? value) => value switch
    {
        DefaultHttpTokens.Optional => HttpTokens.Optional,
        DefaultHttpTokens.Required => HttpTokens.Required,
        _ => null,
    };

    private static OptionState? Preferred(DefaultOptionState? value) => value switch
    {
        DefaultOptionState.Enabled => OptionState.Enabled,
        DefaultOptionState.Disabled => OptionState.Disabled,
        _ => null,
    };

    private static int? PreferredHopLimit(AccountMetadataDefaults account) =>
        account.HttpPutResponseHopLimit is AccountMetadataDefaults.NoHopLimitPreference ? null : account.HttpPutResponseHopLimit;
}
