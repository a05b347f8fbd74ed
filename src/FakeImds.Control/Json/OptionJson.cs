namespace FakeImds.Control.Json;

/// <summary>A metadata option and the source that decided it.</summary>
internal sealed record OptionJson(string Value, string Source);
