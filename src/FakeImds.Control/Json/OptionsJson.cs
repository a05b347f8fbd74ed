namespace FakeImds.Control.Json;

/// <summary>The metadata options of an instance.</summary>
internal sealed record OptionsJson(string State, OptionJson HttpTokens, OptionJson HttpPutResponseHopLimit, OptionJson HttpEndpoint, OptionJson HttpProtocolIpv6, OptionJson InstanceMetadataTags);
