namespace FakeImds.Control.Json;

/// <summary>A maintenance event.</summary>
internal sealed record MaintenanceJson(string InstanceEventId, string Code, string Description, DateTimeOffset NotBefore, DateTimeOffset? NotAfter, string State);
