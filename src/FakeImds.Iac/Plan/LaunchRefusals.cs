using FakeImds.Ec2;

namespace FakeImds.Iac.Plan;

/// <summary>What EC2 answers to launches that can't even be sent to the simulated account.</summary>
internal static class LaunchRefusals
{
    /// <summary>Tools send the text as it is, and EC2 wants base64 (docs/fidelity.md#user-data-base64).</summary>
    public static Ec2Error UserData { get; } = new("InvalidParameterValue", "Invalid BASE64 encoding of user data.");

    /// <summary>docs/fidelity.md#ipv6-on-xen.</summary>
    public static Ec2Error Ipv6OnXen { get; } = new("UnsupportedOperation", "The HttpProtocolIpv6 metadata option cannot be enabled for Xen-backed instance types.");

    /// <summary>docs/fidelity.md#tag-keys, for a key that nobody knows.</summary>
    public static Ec2Error TagKey { get; } = new("InvalidParameterValue", "A tag key is not a valid tag key.");
}
