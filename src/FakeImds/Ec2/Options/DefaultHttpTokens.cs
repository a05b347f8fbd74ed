namespace FakeImds.Ec2;

/// <summary>The values of <c>HttpTokens</c> as an account default.</summary>
public enum DefaultHttpTokens
{
    /// <summary><c>no-preference</c>: the account leaves the decision to the AMI and the built-in default.</summary>
    NoPreference,

    /// <summary><c>optional</c>.</summary>
    Optional,

    /// <summary><c>required</c>.</summary>
    Required,
}
