namespace FakeImds.Control.Json;

/// <summary>The process that made a request.</summary>
internal sealed record ProcessJson(int ProcessId, string? Executable, string CommandLine, string? ContainerId);
