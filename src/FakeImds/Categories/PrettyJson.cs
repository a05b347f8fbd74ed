using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace FakeImds.Categories;

/// <summary>JSON as the service prints it: two spaces, <c>"key" : value</c>, no final line end (docs/fidelity.md#credentials).</summary>
internal static class PrettyJson
{
    public static string Object(params ReadOnlySpan<(string Key, string? Text)> members)
    {
        var json = new StringBuilder("{");
        foreach (var (key, text) in members)
        {
            json.Append(json.Length == 1 ? "\n" : ",\n").Append("  \"").Append(key).Append("\" : ").Append(text ?? "null");
        }

        return json.Append("\n}").ToString();
    }

    public static string? Text(string? value) =>
        value is null ? null : $"\"{JsonEncodedText.Encode(value, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";

    public static string? List(IReadOnlyCollection<string> values) =>
        values.Count == 0 ? null : $"[ {string.Join(", ", values.Select(Text))} ]";
}
