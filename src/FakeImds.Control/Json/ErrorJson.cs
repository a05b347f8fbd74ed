namespace FakeImds.Control.Json;

/// <summary>Why a request was not carried out.</summary>
internal sealed record ErrorJson(string Message);
