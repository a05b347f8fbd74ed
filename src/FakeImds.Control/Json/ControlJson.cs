using System.Text.Json.Serialization;

namespace FakeImds.Control.Json;

/// <summary>How answers become JSON.</summary>
[JsonSourceGenerationOptions(WriteIndented = true, NewLine = "\n", DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ErrorJson))]
[JsonSerializable(typeof(IndexJson))]
[JsonSerializable(typeof(ClockJson))]
[JsonSerializable(typeof(CertificatesJson))]
[JsonSerializable(typeof(InstanceJson))]
[JsonSerializable(typeof(InstancesJson))]
[JsonSerializable(typeof(EventJson))]
[JsonSerializable(typeof(FaultJson))]
[JsonSerializable(typeof(FaultsJson))]
[JsonSerializable(typeof(JournalJson))]
[JsonSerializable(typeof(EventsJson))]
internal sealed partial class ControlJson : JsonSerializerContext;
