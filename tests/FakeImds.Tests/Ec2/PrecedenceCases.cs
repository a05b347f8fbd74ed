using System.Text.Json;
using FakeImds.Ec2;

namespace FakeImds.Tests.Ec2;

/// <summary>The cases of precedence-cases.json, and the reading of their raw strings as the EC2 API would read a request.</summary>
internal static class PrecedenceCases
{
    private static readonly JsonElement s_root = Load();

    public static IReadOnlyDictionary<string, JsonElement> Launch { get; } = ById("launch_cases");

    public static IReadOnlyDictionary<string, JsonElement> Timeline { get; } = ById("timeline_cases");

    public static TheoryData<string, string> Rows(IEnumerable<JsonElement> cases)
    {
        var rows = new TheoryData<string, string>();
        foreach (var row in cases)
        {
            rows.Add(row.GetProperty("id").GetString()!, row.GetProperty("title").GetString()!);
        }

        return rows;
    }

    public static MetadataOptions? Options(JsonElement options) => options.ValueKind is JsonValueKind.Null ? null : new()
    {
        HttpTokens = Text(options, "HttpTokens") is { } tokens ? MetadataOptionText.ParseHttpTokens("HttpTokens", tokens) : null,
        HttpPutResponseHopLimit = Number(options, "HttpPutResponseHopLimit"),
        HttpEndpoint = State(options, "HttpEndpoint"),
        HttpProtocolIpv6 = State(options, "HttpProtocolIpv6"),
        InstanceMetadataTags = State(options, "InstanceMetadataTags"),
    };

    public static AccountMetadataDefaults Defaults(JsonElement defaults) => new()
    {
        HttpTokens = Text(defaults, "HttpTokens") is { } tokens ? MetadataOptionText.ParseDefaultHttpTokens("HttpTokens", tokens) : null,
        HttpPutResponseHopLimit = Number(defaults, "HttpPutResponseHopLimit"),
        HttpEndpoint = DefaultState(defaults, "HttpEndpoint"),
        InstanceMetadataTags = DefaultState(defaults, "InstanceMetadataTags"),
        HttpTokensEnforced = DefaultState(defaults, "HttpTokensEnforced"),
    };

    public static ImdsSupport? Support(JsonElement image) =>
        Text(image, "imdsSupport") is { } support ? MetadataOptionText.ParseImdsSupport(support) : null;

    public static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static OptionState? State(JsonElement options, string name) =>
        Text(options, name) is { } state ? MetadataOptionText.ParseState(name, state) : null;

    private static DefaultOptionState? DefaultState(JsonElement defaults, string name) =>
        Text(defaults, name) is { } state ? MetadataOptionText.ParseDefaultState(name, state) : null;

    private static int? Number(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) ? value.GetInt32() : null;

    private static Dictionary<string, JsonElement> ById(string list) =>
        s_root.GetProperty(list).EnumerateArray().ToDictionary(c => c.GetProperty("id").GetString()!, StringComparer.Ordinal);

    private static JsonElement Load()
    {
        using var stream = typeof(PrecedenceCases).Assembly.GetManifestResourceStream("precedence-cases.json")!;
        using var document = JsonDocument.Parse(stream);
        return document.RootElement.Clone();
    }
}
