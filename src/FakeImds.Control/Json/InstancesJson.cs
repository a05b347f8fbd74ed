namespace FakeImds.Control.Json;

/// <summary>The instances of the account.</summary>
internal sealed record InstancesJson(IReadOnlyList<InstanceJson> Instances);
