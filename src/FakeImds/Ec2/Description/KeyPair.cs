namespace FakeImds.Ec2;

/// <summary>The key pair of a launch.</summary>
/// <param name="Name">Its name, shown as <c>0=name</c>.</param>
/// <param name="OpenSshKey">The public key line, such as <c>ssh-rsa AAAA… name</c>, with or without a line end.</param>
public sealed record KeyPair(string Name, string OpenSshKey);
