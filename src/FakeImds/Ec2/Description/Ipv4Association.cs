namespace FakeImds.Ec2;

/// <summary>A public or Elastic IPv4 address and the private one it is mapped to.</summary>
/// <param name="PublicIp">The public address.</param>
/// <param name="PrivateIp">The private address.</param>
public sealed record Ipv4Association(string PublicIp, string PrivateIp);
