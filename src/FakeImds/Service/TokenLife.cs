namespace FakeImds.Service;

/// <summary>
/// A token's end and its whole life in one number, so that a clock that is set back never shows more seconds than the token was
/// issued with (docs/fidelity.md#token-clock).
/// </summary>
internal static class TokenLife
{
    // 15 bits hold 21,600 seconds, the other 49 the milliseconds of all years of DateTimeOffset.
    private const int SecondsBits = 15;
    private const long SecondsMask = (1L << SecondsBits) - 1;

    private static readonly long s_origin = DateTimeOffset.MinValue.ToUnixTimeMilliseconds();

    public static long Of(DateTimeOffset issued, int seconds) =>
        (long)((ulong)(issued.ToUnixTimeMilliseconds() - s_origin + (seconds * 1000L)) << SecondsBits) | (uint)seconds;

    /// <summary>The time since it was issued.</summary>
    public static TimeSpan Age(long life, DateTimeOffset now) =>
        TimeSpan.FromMilliseconds(now.ToUnixTimeMilliseconds() - ((long)((ulong)life >> SecondsBits) + s_origin - ((life & SecondsMask) * 1000)));

    /// <summary>Whole seconds left, counted up as EC2 does: a fresh token has all of them. Negative when it has ended.</summary>
    public static int Remaining(long life, DateTimeOffset now)
    {
        var left = (long)((ulong)life >> SecondsBits) + s_origin - now.ToUnixTimeMilliseconds();
        return left <= 0 ? -1 : (int)Math.Min((left + 999) / 1000, life & SecondsMask);
    }
}
