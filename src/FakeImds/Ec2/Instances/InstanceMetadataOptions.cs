namespace FakeImds.Ec2;

/// <summary>An instance's options and whether they are applied, as the EC2 API tells them.</summary>
/// <param name="State">Pending or applied.</param>
/// <param name="Options">The options.</param>
public sealed record InstanceMetadataOptions(MetadataOptionsState State, DecidedMetadataOptions Options);
