namespace FakeImds.Control.Json;

/// <summary>The clock of the account.</summary>
internal sealed record ClockJson(DateTimeOffset Time, double OffsetSeconds, bool IsAdjustable);
