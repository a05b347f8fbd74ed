namespace FakeImds.Hops;

/// <summary>Whether this system can limit hops on the wire and measure distances.</summary>
public static class WireHops
{
    /// <summary>
    /// True on Linux. Elsewhere the level is absent: answers to PUT are not limited by TTL and distances are unknown,
    /// and only declared distances and in-process clients have a hop limit.
    /// </summary>
    public static bool IsAvailable => OperatingSystem.IsLinux();
}
