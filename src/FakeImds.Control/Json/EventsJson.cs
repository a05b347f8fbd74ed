namespace FakeImds.Control.Json;

/// <summary>Events that are yet to happen.</summary>
internal sealed record EventsJson(IReadOnlyList<EventJson> Events);
