namespace FakeImds.Control.Json;

/// <summary>What there is: methods and paths.</summary>
internal sealed record IndexJson(IReadOnlyList<string> Resources);
