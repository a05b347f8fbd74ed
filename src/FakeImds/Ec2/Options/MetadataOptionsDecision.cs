using System.Diagnostics.CodeAnalysis;

namespace FakeImds.Ec2;

/// <summary>The outcome of a launch's decision: the options, or the error that the launch fails with.</summary>
public sealed record MetadataOptionsDecision
{
    internal MetadataOptionsDecision(DecidedMetadataOptions options) => Options = options;

    internal MetadataOptionsDecision(Ec2Error error) => Error = error;

    /// <summary>The options of the new instance; null when the launch fails.</summary>
    public DecidedMetadataOptions? Options { get; }

    /// <summary>Why the launch fails; null when it succeeds.</summary>
    public Ec2Error? Error { get; }

    /// <summary>True when there are options; then there is no error.</summary>
    [MemberNotNullWhen(true, nameof(Options))]
    [MemberNotNullWhen(false, nameof(Error))]
    public bool Succeeded => Options is not null;

    /// <summary>The options, or the error as an exception.</summary>
    /// <returns>The decided options.</returns>
    /// <exception cref="Ec2Exception">The launch fails.</exception>
    public DecidedMetadataOptions OptionsOrThrow() => Succeeded ? Options : throw new Ec2Exception(Error);
}
