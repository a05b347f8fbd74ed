namespace FakeImds;

/// <content>One emulator in the place of another.</content>
public sealed partial class ImdsEmulator
{
    /// <summary>
    /// Takes over the addresses that a predecessor opened without naming an instance: new connections see this account, the others end
    /// with their answers. The predecessor is to be disposed after.
    /// </summary>
    /// <exception cref="ListenException">The IPv6 address can't follow <c>HttpProtocolIpv6</c>. Nothing has changed hands.</exception>
    internal void TakeAddresses(ImdsEmulator predecessor)
    {
        predecessor.Listeners.MoveTo(Listeners, endpoint => Host(endpoint, null));
        Listeners.FollowSilence();
    }
}
