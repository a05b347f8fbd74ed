using FakeImds.Ec2Api;

namespace FakeImds.Control.Hosting;

/// <summary>What is controlled.</summary>
/// <param name="Emulator">The emulator.</param>
/// <param name="Api">Its EC2 API.</param>
internal sealed record ControlTarget(ImdsEmulator Emulator, Ec2ApiServer Api);
