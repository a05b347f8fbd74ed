namespace FakeImds.Ec2;

/// <summary>The kinds of IAM policies that an account has.</summary>
public enum IamPolicyType
{
    /// <summary>A policy of a user or a role.</summary>
    IdentityBased,

    /// <summary>A service control policy of the organization.</summary>
    ServiceControl,
}
