namespace FakeImds.Ec2;

/// <summary>One version of a launch template; it never changes.</summary>
/// <param name="VersionNumber">Its number, from 1.</param>
/// <param name="Data">What it supplies.</param>
/// <param name="Description">Its description; null for none.</param>
/// <param name="CreateTime">When it was made.</param>
public sealed record LaunchTemplateVersion(int VersionNumber, LaunchTemplateData Data, string? Description, DateTimeOffset CreateTime)
{
    /// <summary>The ARN of who made it; null when unknown.</summary>
    public string? CreatedBy { get; init; }
}
