using System.Globalization;

namespace FakeImds.Faults;

/// <summary>Refuses faults that could not happen.</summary>
internal static class FaultRules
{
    private const int LowestStatus = 400;
    private const int HighestStatus = 599;

    private static readonly TimeSpan s_longestLatency = TimeSpan.FromDays(1);
    private static readonly TimeSpan s_longestFresh = TimeSpan.FromHours(6);

    /// <summary>What is wrong with a fault; null if nothing is.</summary>
    public static string? Problem(Fault f) =>
        !Enum.IsDefined(f.Type) ? Invalid("Type", (int)f.Type, "one of FaultType")
        : f.Times < 1 ? Invalid("Times", f.Times, "1 or more")
        : f.Until <= f.From ? Invalid("Until", f.Until, "later than From")
        : f.Path is { Length: 0 } || f.Path?.Any(char.IsControl) is true ? "Path can't be named by a request. It is one such as /latest/api/token or meta-data/iam/*."
        : f.Method is { Length: 0 } || f.Method?.All(char.IsAsciiLetterUpper) is false ? "Method is none. It is one such as GET."
        : Only(f.Latency is null, f, "Latency", FaultType.Latency)
        ?? Only(f.Status is null, f, "Status", FaultType.Status, FaultType.Throttle)
        ?? Only(f.FreshFor is null, f, "FreshFor", FaultType.RejectFreshToken)
        ?? Only(f.PerSecond is null, f, "PerSecond", FaultType.Throttle)
        ?? Only(!f.CountsPackets, f, "CountsPackets", FaultType.Throttle)
        ?? (f.Type is FaultType.NotListening && (f.Path ?? f.Method) is not null ? "Path and Method are of requests, and where nothing listens there are none. Leave them out."
        : f.Type is FaultType.NotListening && f.Times is not null ? "Times counts requests, and where nothing listens there are none. Leave it out."
        : f.Type is FaultType.Latency && (f.Latency is not { } latency || latency <= TimeSpan.Zero || latency > s_longestLatency) ? Invalid("Latency", f.Latency, "more than zero and at most a day")
        : f.Status is < LowestStatus or > HighestStatus ? Invalid("Status", f.Status, "400 to 599")
        : f.FreshFor is { } fresh && (fresh <= TimeSpan.Zero || fresh > s_longestFresh) ? Invalid("FreshFor", fresh, "more than zero and at most six hours")
        : f.PerSecond < 1 ? Invalid("PerSecond", f.PerSecond, "1 or more")
        : f.Type is FaultType.Throttle && f.PerSecond is null && !f.CountsPackets ? "PerSecond is missing. It is 1 or more; without it CountsPackets is needed, for EC2's 1024."
        : null);

    private static string? Only(bool isAbsent, Fault f, string member, params ReadOnlySpan<FaultType> types) =>
        isAbsent || types.Contains(f.Type) ? null : $"{member} has no meaning for {f.Type}. Leave it out.";

    private static string Invalid(string member, object? value, string allowed) =>
        string.Create(CultureInfo.InvariantCulture, $"{member} {value} is not allowed. It must be {allowed}.");
}
