namespace FakeImds.Ec2;

/// <summary>An attached instance profile and the role in it.</summary>
public sealed record InstanceProfile
{
    /// <summary>The ARN of the profile.</summary>
    public required string Arn { get; init; }

    /// <summary>The id of the profile, <c>AIPA…</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The role's name; null for a profile without a role.</summary>
    public string? RoleName { get; init; }

    /// <summary>
    /// <c>Success</c>; <c>InstanceProfileNotFound</c>, which <c>iam/info</c> tells; or another failure code such as
    /// <c>AssumeRoleUnauthorizedAccess</c>, which the role's credentials tell. The answer is 200 all the same.
    /// </summary>
    public string Code { get; init; } = "Success";

    /// <summary>The sentence that goes with a failure code; null for EC2's own.</summary>
    public string? Message { get; init; }
}
