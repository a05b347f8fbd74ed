using System.Collections.Immutable;

namespace FakeImds.Ec2;

/// <summary>EC2 Instance Connect's part of the metadata.</summary>
public sealed record ManagedSshKeys
{
    /// <summary>The certificate chain of the signer, PEM.</summary>
    public required string SignerCert { get; init; }

    /// <summary>OCSP responses, base64, by SHA-1 fingerprint.</summary>
    public ImmutableSortedDictionary<string, string> SignerOcsp { get; init; } = InstanceDescription.NoTags;

    /// <summary>Signed key blocks by user name. A pushed key disappears after 60 seconds: <see cref="Ec2Instance.PushSshPublicKey"/>.</summary>
    public ImmutableSortedDictionary<string, string> ActiveKeys { get; init; } = InstanceDescription.NoTags;
}
