using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace FakeImds.Iac.Tests.Shapes;

/// <summary>Holds a document against a JSON schema: the keywords that ours uses, and no others.</summary>
internal static class SchemaCheck
{
    private static readonly HashSet<string> s_annotations =
        new(["$schema", "title", "description", "format", "contentEncoding", "$defs"], StringComparer.Ordinal);

    /// <summary>What the document breaks; empty when it is valid.</summary>
    public static List<string> Errors(JsonNode? value, JsonObject schema, JsonObject root, string path = "$")
    {
        List<string> errors = [];
        foreach (var (keyword, rule) in schema)
        {
            if (!s_annotations.Contains(keyword))
            {
                errors.AddRange(Errors(value, keyword, rule!, schema, root, path));
            }
        }

        return errors;
    }

    private static List<string> Errors(JsonNode? value, string keyword, JsonNode rule, JsonObject schema, JsonObject root, string path)
    {
        var isNumber = value?.GetValueKind() is System.Text.Json.JsonValueKind.Number;
        return keyword switch
        {
            "$ref" => Errors(value, (JsonObject)root["$defs"]![rule.GetValue<string>()["#/$defs/".Length..]]!, root, path),
            "type" => rule is JsonArray several
                ? Is(several.Any(t => HasType(value, t!.GetValue<string>())))
                : Is(HasType(value, rule.GetValue<string>())),
            "enum" => Is(rule.AsArray().Any(c => JsonNode.DeepEquals(c, value))),
            "const" => Is(JsonNode.DeepEquals(rule, value)),
            "not" => Is(Errors(value, (JsonObject)rule, root, path).Count > 0),
            "minimum" => Is(!isNumber || value!.GetValue<double>() >= rule.GetValue<double>()),
            "maximum" => Is(!isNumber || value!.GetValue<double>() <= rule.GetValue<double>()),
            "minLength" => Is(value?.GetValue<string>().Length >= rule.GetValue<int>()),
            "pattern" => Is(Regex.IsMatch(value?.GetValue<string>() ?? "", rule.GetValue<string>())),
            "items" => value is JsonArray list ? [.. list.SelectMany((item, i) => Errors(item, (JsonObject)rule, root, $"{path}[{i}]"))] : [],
            "properties" => value is JsonObject o
                ? [.. o.Where(m => rule[m.Key] is not null).SelectMany(m => Errors(m.Value, (JsonObject)rule[m.Key]!, root, $"{path}.{m.Key}"))]
                : [],
            "additionalProperties" when rule is JsonObject each =>
                value is JsonObject o ? [.. o.SelectMany(m => Errors(m.Value, each, root, $"{path}.{m.Key}"))] : [],
            "additionalProperties" =>
                value is JsonObject o ? [.. o.Where(m => schema["properties"]![m.Key] is null).Select(m => $"{path}.{m.Key}: unknown")] : [],
            _ => throw new NotSupportedException(keyword),
        };

        List<string> Is(bool valid) => valid ? [] : [$"{path}: {keyword} {rule.ToJsonString()}"];
    }

    private static bool HasType(JsonNode? value, string type) => (value?.GetValueKind() ?? System.Text.Json.JsonValueKind.Null) switch
    {
        System.Text.Json.JsonValueKind.Object => type is "object",
        System.Text.Json.JsonValueKind.Array => type is "array",
        System.Text.Json.JsonValueKind.String => type is "string",
        System.Text.Json.JsonValueKind.Number => type is "number" or "integer",
        System.Text.Json.JsonValueKind.Null => type is "null",
        _ => type is "boolean",
    };
}
