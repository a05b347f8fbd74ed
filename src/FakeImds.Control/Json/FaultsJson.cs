namespace FakeImds.Control.Json;

/// <summary>Faults that are not over.</summary>
internal sealed record FaultsJson(IReadOnlyList<FaultJson> Faults);
