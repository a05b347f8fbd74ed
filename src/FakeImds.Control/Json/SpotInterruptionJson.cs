namespace FakeImds.Control.Json;

/// <summary>A Spot interruption notice.</summary>
internal sealed record SpotInterruptionJson(string Action, DateTimeOffset Time);
