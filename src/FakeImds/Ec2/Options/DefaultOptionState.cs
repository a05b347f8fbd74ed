namespace FakeImds.Ec2;

/// <summary>The values of an account default that can be disabled, enabled or left open.</summary>
public enum DefaultOptionState
{
    /// <summary><c>no-preference</c>.</summary>
    NoPreference,

    /// <summary><c>disabled</c>.</summary>
    Disabled,

    /// <summary><c>enabled</c>.</summary>
    Enabled,
}
