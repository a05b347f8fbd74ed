using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace FakeImds.Control.Tests;

/// <summary>Holds JSON against a schema of the OpenAPI document: the keywords that it uses, and no others.</summary>
internal static class OpenApiSchema
{
    private const string Prefix = "#/components/schemas/";

    public static JsonObject Named(string name) => (JsonObject)OpenApiDocument.Root["components"]!["schemas"]![name]!;

    public static List<string> Errors(JsonNode? value, JsonObject schema, string path = "$") =>
        [.. schema.SelectMany(rule => Errors(value, rule.Key, rule.Value!, schema, path))];

    private static List<string> Errors(JsonNode? value, string keyword, JsonNode rule, JsonObject schema, string path)
    {
        var members = value as JsonObject;
        var number = value?.GetValueKind() is JsonValueKind.Number ? value.GetValue<double>() : 0;
        return keyword switch
        {
            "description" => [],
            "$ref" => Errors(value, Named(rule.GetValue<string>()[Prefix.Length..]), path),
            "type" => Is(HasType(value, rule.GetValue<string>())),
            "format" => Is(DateTimeOffset.TryParse(value!.GetValue<string>(), CultureInfo.InvariantCulture, out _)),
            "enum" => Is(rule.AsArray().Any(c => JsonNode.DeepEquals(c, value))),
            "minimum" => Is(number >= rule.GetValue<double>()),
            "maximum" => Is(number <= rule.GetValue<double>()),
            "minLength" => Is(value!.GetValue<string>().Length >= rule.GetValue<int>()),
            "minProperties" => Is(members?.Count >= rule.GetValue<int>()),
            "maxProperties" => Is(members?.Count <= rule.GetValue<int>()),
            "required" => Is(rule.AsArray().All(r => members?.ContainsKey(r!.GetValue<string>()) is true)),
            "items" => [.. (value as JsonArray ?? []).SelectMany((item, i) => Errors(item, (JsonObject)rule, $"{path}[{i}]"))],
            "properties" => [.. (members ?? []).Where(m => rule[m.Key] is not null).SelectMany(m => Errors(m.Value, (JsonObject)rule[m.Key]!, $"{path}.{m.Key}"))],
            "additionalProperties" => [.. (members ?? []).Where(m => schema["properties"]![m.Key] is null).Select(m => $"{path}.{m.Key} is not described")],
            _ => throw new NotSupportedException(keyword),
        };

        List<string> Is(bool valid) => valid ? [] : [$"{path}: {keyword} {rule.ToJsonString()}, but {value?.ToJsonString()}"];
    }

    private static bool HasType(JsonNode? value, string type) => value?.GetValueKind() switch
    {
        JsonValueKind.Object => type is "object",
        JsonValueKind.Array => type is "array",
        JsonValueKind.String => type is "string",
        JsonValueKind.Number => type is "number" || (type is "integer" && value.ToJsonString().All(static c => char.IsAsciiDigit(c) || c is '-')),
        JsonValueKind.True or JsonValueKind.False => type is "boolean",
        _ => false,
    };
}
