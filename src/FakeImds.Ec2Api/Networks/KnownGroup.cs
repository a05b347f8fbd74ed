namespace FakeImds.Ec2Api.Networks;

/// <summary>A security group that an interface names.</summary>
internal sealed record KnownGroup(string GroupId, string Name, string VpcId);
