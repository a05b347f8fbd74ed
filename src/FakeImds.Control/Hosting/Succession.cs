using FakeImds.Ec2Api;

namespace FakeImds.Control.Hosting;

/// <summary>Puts an account in the place of another, under the same addresses: wholly, or not at all.</summary>
internal static class Succession
{
    /// <summary>Lets an emulator that is yet to be made go on with the journal and the tokens of another.</summary>
    public static void Prepare(ImdsEmulatorOptions options, ImdsEmulator predecessor) => options.Predecessor = predecessor;

    /// <summary>Takes over all addresses. The predecessors are to be disposed after.</summary>
    /// <exception cref="ListenException">An address can't be had. Nothing has changed hands.</exception>
    public static void Take((ImdsEmulator Emulator, Ec2ApiServer? Api) heir, (ImdsEmulator Emulator, Ec2ApiServer? Api) predecessor, ControlServer? control)
    {
        // What can fail comes first.
        if (predecessor.Api?.HasMetadataPorts is true)
        {
            heir.Api?.OpenMetadataPorts();
        }

        heir.Emulator.TakeAddresses(predecessor.Emulator);
        if (heir.Api is not null && predecessor.Api is not null)
        {
            heir.Api.TakePorts(predecessor.Api);
        }

        if (heir.Api is not null)
        {
            control?.Retarget(heir.Emulator, heir.Api);
        }
    }
}
