using FakeImds.Ec2;

namespace FakeImds.Cli.Exec;

/// <summary>Where a command is to run.</summary>
/// <param name="Hops">How many links it is from the service.</param>
/// <param name="IsViaEnvironment">Whether it stays in this machine's network.</param>
/// <param name="Options">The options of the platform; what is not given is not set.</param>
/// <param name="IsGiven">Whether anybody said how far it is.</param>
internal sealed record AskedPlace(int Hops, bool IsViaEnvironment, MetadataOptions Options, bool IsGiven);
