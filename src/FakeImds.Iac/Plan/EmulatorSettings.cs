using FakeImds.Ec2;

namespace FakeImds.Iac.Plan;

/// <summary>The options of an emulator whose account and launch the files decide.</summary>
internal static class EmulatorSettings
{
    /// <exception cref="ArgumentException">The caller set something that the files decide.</exception>
    public static ImdsEmulatorOptions Of(AccountBuilder builder, Func<Ec2Account, RunInstancesRequest, Ec2Instance?> launch, Action<ImdsEmulatorOptions>? configure)
    {
        var options = new ImdsEmulatorOptions { Region = builder.Region, Launch = launch };
        builder.Configure(options.Account);
        var accountId = options.Account.AccountId;
        configure?.Invoke(options);

        // Set in vain, a test would believe in it.
        string? vain = options.Region != builder.Region ? nameof(options.Region)
            : options.Account.AccountId != accountId ? nameof(options.Account.AccountId)
            : options.Launch != launch ? nameof(options.Launch)
            : options.AccountMetadataDefaults is not null ? nameof(options.AccountMetadataDefaults)
            : options.ImdsSupport is not null ? nameof(options.ImdsSupport)
            : options.LaunchTemplateMetadataOptions is not null ? nameof(options.LaunchTemplateMetadataOptions)
            : options.MetadataOptions is not null ? nameof(options.MetadataOptions)
            : options.Instance is not null ? nameof(options.Instance)
            : null;
        return vain is null ? options
            : throw new ArgumentException($"{vain} is decided by the files; {nameof(AccountFilesOptions)} is for what they leave open.", nameof(configure));
    }
}
