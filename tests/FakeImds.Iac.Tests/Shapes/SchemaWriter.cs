using System.Text.Json.Nodes;
using FakeImds.Iac.Documents;
using FakeImds.Iac.Shapes;

namespace FakeImds.Iac.Tests.Shapes;

/// <summary>Writes the shapes of the config file as a JSON schema.</summary>
internal sealed class SchemaWriter
{
    private readonly SortedDictionary<string, JsonObject> _definitions = new(StringComparer.Ordinal);

    public static JsonObject Write()
    {
        var writer = new SchemaWriter();
        var root = writer.Members(ShapeFiles.Document);
        root.Insert(0, "$schema", "https://json-schema.org/draft/2020-12/schema");
        root.Insert(1, "title", "Config file of fakeimds run");
        root["$defs"] = new JsonObject(writer._definitions.Select(static d => KeyValuePair.Create(d.Key, (JsonNode?)d.Value)));
        return root;
    }

    private JsonObject Schema(Shape shape) => shape switch
    {
        ObjectShape { Name: { } name } named => Reference(name, named),
        ObjectShape plain => Members(plain),
        ListShape list => new JsonObject { ["type"] = "array", ["items"] = Schema(list.Item) },
        MapShape map => new JsonObject { ["type"] = "object", ["additionalProperties"] = Schema(map.Value) },
        ScalarShape scalar => Scalar(scalar),
        _ => throw new InvalidOperationException(shape.ToString()),
    };

    private JsonObject Reference(string name, ObjectShape shape)
    {
        if (!_definitions.ContainsKey(name))
        {
            _definitions.Add(name, []);
            _definitions[name] = Members(shape);
        }

        return new JsonObject { ["$ref"] = "#/$defs/" + name };
    }

    private JsonObject Members(ObjectShape shape)
    {
        var properties = new JsonObject();
        foreach (var (name, member) in shape.Members)
        {
            var schema = Schema(member.Shape);
            if (member.Description is { } description)
            {
                schema["description"] = description;
            }

            properties[name] = schema;
        }

        var made = new JsonObject { ["type"] = "object", ["additionalProperties"] = false, ["properties"] = properties };
        if (shape.Description is { } text)
        {
            made.Insert(0, "description", text);
        }

        return made;
    }

    private static JsonObject Scalar(ScalarShape shape) => shape.Type switch
    {
        "string?" => new JsonObject { ["type"] = new JsonArray("string", "null") },
        "text" => new JsonObject { ["type"] = "string", ["minLength"] = 1 },
        "time" => new JsonObject { ["type"] = "string", ["format"] = "date-time" },
        "account-id" => new JsonObject { ["type"] = "string", ["pattern"] = "^[0-9]{12}$" },
        "mac" => new JsonObject { ["type"] = "string", ["pattern"] = "^[0-9a-f]{2}(:[0-9a-f]{2}){5}$" },
        "ipv4" or "ipv6" => new JsonObject { ["type"] = "string", ["format"] = shape.Type },
        "base64" => new JsonObject { ["type"] = "string", ["contentEncoding"] = "base64" },
        ScalarShape.HopLimitOrNone => new JsonObject { ["type"] = "integer", ["minimum"] = -1, ["maximum"] = 64, ["not"] = new JsonObject { ["const"] = 0 } },
        _ => shape.Choices is { Length: > 0 } words ? new JsonObject { ["enum"] = new JsonArray([.. words.Select(static w => (JsonNode)w)]) }
            : shape.Kind is ConfigKind.Boolean ? new JsonObject { ["type"] = "boolean" }
            : shape.Kind is ConfigKind.String ? new JsonObject { ["type"] = "string" }
            : shape.Type is "number" ? new JsonObject { ["type"] = "number" }
            : shape.Type is "int" ? new JsonObject { ["type"] = "integer" }
            : new JsonObject { ["type"] = "integer", ["minimum"] = shape.Range.Low, ["maximum"] = shape.Range.High },
    };
}
