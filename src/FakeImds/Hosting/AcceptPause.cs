namespace FakeImds.Hosting;

/// <summary>
/// How long an accept loop waits while the system is short of something. Each try fails at once then, so without a pause the loop would
/// burn a core; clients wait in the system's queue meanwhile. Real time, not the emulator's: the shortage is the machine's.
/// </summary>
internal struct AcceptPause
{
    private static readonly TimeSpan s_first = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan s_longest = TimeSpan.FromMilliseconds(640);

    private TimeSpan _last;

    /// <summary>A connection was accepted, and there is no shortage.</summary>
    public void Reset() => _last = TimeSpan.Zero;

    /// <summary>The next pause, longer than the one before.</summary>
    public TimeSpan Next() => _last = _last == TimeSpan.Zero ? s_first : _last >= s_longest ? s_longest : _last * 2;
}
