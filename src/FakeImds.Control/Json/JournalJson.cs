namespace FakeImds.Control.Json;

/// <summary>The journal.</summary>
internal sealed record JournalJson(IReadOnlyList<RequestJson> Requests, long Count, long Dropped, int Capacity, int? LeastHopLimit);
