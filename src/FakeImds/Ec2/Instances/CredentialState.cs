namespace FakeImds.Ec2;

/// <summary>What was done to the credentials of an instance, beside time.</summary>
/// <param name="Rotations">How often they were rotated by hand.</param>
/// <param name="Since">When the last rotation by hand was; null when there was none since the start.</param>
/// <param name="ExpiredAt">When they were made to end without a new set; null while they are valid.</param>
internal sealed record CredentialState(int Rotations, DateTimeOffset? Since, DateTimeOffset? ExpiredAt)
{
    /// <summary>Nothing was done.</summary>
    public static CredentialState Untouched { get; } = new(0, null, null);
}
