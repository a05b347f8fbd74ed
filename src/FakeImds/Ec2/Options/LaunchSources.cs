namespace FakeImds.Ec2;

/// <summary>All that has a say in the metadata options of a launch, in order of rank.</summary>
public sealed record LaunchSources
{
    /// <summary>The options of the launch request; null when it gives none.</summary>
    public MetadataOptions? Request { get; init; }

    /// <summary>The options of the launch template's version; null without a template or options in it.</summary>
    public MetadataOptions? Template { get; init; }

    /// <summary>The account's defaults of the Region; null when never set.</summary>
    public AccountMetadataDefaults? Account { get; init; }

    /// <summary>The image's <c>ImdsSupport</c>; null when the image has none.</summary>
    public ImdsSupport? Image { get; init; }

    /// <summary>
    /// True rejects <c>HttpEndpoint=disabled</c> given together with tokens, hop limit or IPv6, as the user guide says;
    /// false accepts it, as was measured (docs/fidelity.md#strict-endpoint).
    /// </summary>
    public bool StrictHttpEndpoint { get; init; }
}
