namespace FakeImds.Ec2Api;

/// <summary>The EC2 API as a member of the emulator.</summary>
public static class ImdsEmulatorExtensions
{
    /// <summary>Makes the EC2 API of the emulator's account: in process at once, on a port after <see cref="Ec2ApiServer.StartAsync"/>.</summary>
    /// <param name="emulator">The emulator. Dispose it after the API.</param>
    /// <param name="options">The behaviour; null for the defaults.</param>
    /// <returns>The API. Dispose it when done.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="emulator"/> is null.</exception>
    /// <exception cref="ArgumentException">A setting is not allowed; the message says which and what is.</exception>
    public static Ec2ApiServer CreateEc2Api(this ImdsEmulator emulator, Ec2ApiOptions? options = null) => new(emulator, options);
}
