namespace FakeImds.Ec2;

/// <summary>All of an instance at one moment. A request is answered from exactly one snapshot.</summary>
public sealed record InstanceSnapshot
{
    /// <summary>What the instance has.</summary>
    public required InstanceDescription Description { get; init; }

    /// <summary>The metadata options in force, with their sources.</summary>
    public required DecidedMetadataOptions MetadataOptions { get; init; }

    /// <summary>The state that the instance is in or on its way to.</summary>
    public required InstanceState State { get; init; }

    /// <summary>How often it was started. Tokens of an earlier start are refused (docs/fidelity.md#token-restart).</summary>
    public int Boot { get; init; } = 1;

    /// <summary>True while the metadata service is there to answer: from launch or start until stopped or terminated.</summary>
    public bool IsOn => State is InstanceState.Running;

    /// <summary>Where credentials that are handed out are noted.</summary>
    internal IssuedCredentials? IssuedCredentials { get; init; }

    /// <summary>What was done to the credentials.</summary>
    internal CredentialState Credentials { get; init; } = CredentialState.Untouched;

    /// <summary>How often the instance got another profile, or lost it.</summary>
    internal int ProfileChanges { get; init; }

    /// <summary>When it got the profile that it has.</summary>
    internal DateTimeOffset ProfileSince { get; init; }

    /// <summary>When the current transition is over.</summary>
    internal DateTimeOffset TransitionEnds { get; init; }

    /// <summary>When changed options count as applied; <see cref="DateTimeOffset.MaxValue"/> until the next start.</summary>
    internal DateTimeOffset OptionsApplied { get; init; }
}
