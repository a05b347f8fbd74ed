using System.Net.Sockets;

namespace FakeImds.Hosting;

/// <summary>
/// How long an accept loop waits after a failure. Out of descriptors each try fails at once, so without a pause the loop would burn a
/// core; clients wait in the system's queue meanwhile. Real time, not the emulator's: the shortage is the machine's.
/// </summary>
internal struct AcceptPause
{
    private static readonly TimeSpan s_first = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan s_longest = TimeSpan.FromMilliseconds(640);

    private TimeSpan _last;

    /// <summary>A connection was accepted.</summary>
    public void Reset() => _last = TimeSpan.Zero;

    /// <summary>Waits as the failure demands: not at all for a client that went away, and longer each time for all else.</summary>
    public Task AfterAsync(Exception failure)
    {
        if (failure is SocketException { SocketErrorCode: SocketError.ConnectionReset or SocketError.ConnectionAborted })
        {
            return Task.CompletedTask;
        }

        _last = _last == TimeSpan.Zero ? s_first : _last >= s_longest ? s_longest : _last * 2;
        return Task.Delay(_last);
    }
}
