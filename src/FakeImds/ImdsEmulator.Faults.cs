using FakeImds.Faults;

namespace FakeImds;

/// <content>What goes wrong.</content>
public sealed partial class ImdsEmulator
{
    /// <summary>What goes wrong between clients and the metadata services: late, lost and wrong answers.</summary>
    public FaultSet Faults { get; }

    private FaultSet FaultsOf(TimeProvider time)
    {
        var faults = new FaultSet(time);
        faults.ListeningChanged += Listeners.FollowSilence;
        Listeners.IsSilent = instance => faults.IsSilent(instance.InstanceId);
        return faults;
    }
}
