namespace FakeImds.Control.Json;

/// <summary>The role of an instance, and what its credentials say.</summary>
internal sealed record RoleJson(string? Name, string Code);
