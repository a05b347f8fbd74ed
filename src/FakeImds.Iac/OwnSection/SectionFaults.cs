using FakeImds.Faults;
using FakeImds.Iac.Documents;

namespace FakeImds.Iac.OwnSection;

/// <summary>The <c>Faults</c> of the config file.</summary>
internal static class SectionFaults
{
    /// <summary>The faults of a checked section, by a time of the start.</summary>
    /// <exception cref="AccountFilesException">A fault is not possible.</exception>
    public static IReadOnlyList<Fault> Read(ConfigNode? own, DateTimeOffset now) =>
        InputFile.Told("fakeimds", () => (own?.ListOf("Faults") ?? []).Select(f => FaultReader.Read(f, now)).ToArray());

    /// <summary>Lets go wrong in an emulator what a section says.</summary>
    /// <exception cref="AccountFilesException">A fault is not possible.</exception>
    public static void Add(ImdsEmulator emulator, ConfigNode? own)
    {
        foreach (var fault in Read(own, emulator.Account.TimeProvider.GetUtcNow()))
        {
            emulator.Faults.Add(fault);
        }
    }
}
