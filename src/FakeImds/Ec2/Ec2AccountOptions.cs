namespace FakeImds.Ec2;

/// <summary>Settings of a simulated account.</summary>
public sealed class Ec2AccountOptions
{
    /// <summary>The account's id, 12 digits.</summary>
    public string AccountId { get; set; } = "123456789012";

    /// <summary>All ids, addresses and keys derive from it.</summary>
    public int Seed { get; set; }

    /// <summary>The clock of the account and of its metadata services.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>
    /// True rejects <c>HttpEndpoint=disabled</c> given together with tokens, hop limit or IPv6
    /// (docs/fidelity.md#strict-endpoint). Default false.
    /// </summary>
    public bool StrictHttpEndpoint { get; set; }

    /// <summary>
    /// True takes any <c>ami-…</c> that nobody registered for an image without <c>ImdsSupport</c>, so that commands from a page or
    /// a template run as they are (docs/fidelity.md#lenient-images). Default false: <c>InvalidAMIID.NotFound</c>.
    /// </summary>
    public bool LenientImageIds { get; set; }

    /// <summary>
    /// True, the default: a value that an account default gives a launch fills the condition key of that option, for example
    /// <c>ec2:MetadataHttpTokens</c>. False: the keys are those of the same launch without account defaults (docs/fidelity.md#iam-account-defaults).
    /// </summary>
    public bool AccountDefaultsFillIamKeys { get; set; } = true;

    /// <summary>How long a terminated instance can still be described. Default one hour (docs/fidelity.md#terminated).</summary>
    public TimeSpan TerminatedVisibleTime { get; set; } = TimeSpan.FromHours(1);

    /// <summary>
    /// How long a life-cycle change (<c>pending</c>, <c>stopping</c>, <c>shutting-down</c>) and the <c>pending</c> of changed
    /// options last. Zero, the default: they are over when next looked at (docs/fidelity.md#pending).
    /// </summary>
    public TimeSpan TransitionTime { get; set; }
}
