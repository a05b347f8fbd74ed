using System.Text;
using System.Text.Json;

namespace FakeImds.Iac.Documents;

/// <summary>Writes a node as JSON again.</summary>
internal static class ConfigJson
{
    public static string ToJson(this ConfigNode node)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            Write(writer, node);
        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    private static void Write(Utf8JsonWriter writer, ConfigNode node)
    {
        switch (node.Kind)
        {
            case ConfigKind.Object:
                writer.WriteStartObject();
                foreach (var member in node.Members)
                {
                    writer.WritePropertyName(member.Name);
                    Write(writer, member.Value);
                }

                writer.WriteEndObject();
                break;
            case ConfigKind.List:
                writer.WriteStartArray();
                foreach (var item in node.Items)
                {
                    Write(writer, item);
                }

                writer.WriteEndArray();
                break;
            case ConfigKind.String:
            case ConfigKind.Number when !IsJson(node.Text):
                writer.WriteStringValue(node.Text);
                break;
            default:
                writer.WriteRawValue(node.Text);
                break;
        }
    }

    // YAML takes 007 for a number too.
    private static bool IsJson(string number) => number.TrimStart('-') is "0" or ['0', '.' or 'e' or 'E', ..] or [not '0', ..];
}
