namespace FakeImds.Ec2;

/// <summary>A private IPv4 address of an interface that a launch makes.</summary>
/// <param name="PrivateIpAddress">The address.</param>
/// <param name="Primary">Whether it is the primary one; null for not said.</param>
public sealed record LaunchPrivateAddress(string PrivateIpAddress, bool? Primary = null);
