namespace FakeImds.Ec2;

/// <summary>The values of <c>HttpEndpoint</c>, <c>HttpProtocolIpv6</c> and <c>InstanceMetadataTags</c>.</summary>
public enum OptionState
{
    /// <summary><c>disabled</c>.</summary>
    Disabled,

    /// <summary><c>enabled</c>.</summary>
    Enabled,
}
