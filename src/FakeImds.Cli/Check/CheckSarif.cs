using System.Globalization;
using System.Text.Json;
using FakeImds.Cli.CommandLine;

namespace FakeImds.Cli.Check;

/// <summary>The IMDSv1 callers as SARIF 2.1.0, for code scanning.</summary>
internal static class CheckSarif
{
    private const string Rule = "imdsv1-caller";

    public static void Write(Stream output, CheckReport report)
    {
        using var json = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true, NewLine = "\n" });
        json.WriteStartObject();
        json.WriteString("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
        json.WriteString("version", "2.1.0");
        json.WriteStartArray("runs");
        json.WriteStartObject();
        json.WriteStartObject("tool");
        json.WriteStartObject("driver");
        json.WriteString("name", "fakeimds");
        json.WriteString("version", FakeImdsProgram.Version);
        json.WriteStartArray("rules");
        json.WriteStartObject();
        json.WriteString("id", Rule);
        Text(json, "shortDescription", "A program speaks IMDSv1");
        Text(json, "fullDescription", "It asks the EC2 Instance Metadata Service without a token. Where HttpTokens is required its requests are refused with 401.");
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteStartArray("results");
        foreach (var caller in report.V1Callers)
        {
            json.WriteStartObject();
            json.WriteString("ruleId", Rule);
            json.WriteString("level", "warning");
            Text(json, "message", string.Create(CultureInfo.InvariantCulture, $"{caller.Name} made {caller.Count} requests of IMDSv1: {string.Join(", ", caller.Paths.Take(5))}"));
            if (Place(report, caller) is { } place)
            {
                json.WriteStartArray("locations");
                json.WriteStartObject();
                json.WriteStartObject("physicalLocation");
                json.WriteStartObject("artifactLocation");
                json.WriteString("uri", place);
                json.WriteEndObject();
                json.WriteEndObject();
                json.WriteEndObject();
                json.WriteEndArray();
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    // Code scanning shows files of the repository: the one that the command names, else the program.
    private static string? Place(CheckReport report, V1Caller caller)
    {
        var here = Directory.GetCurrentDirectory() + Path.DirectorySeparatorChar;
        foreach (var word in report.Command)
        {
            if (File.Exists(word) && Path.GetFullPath(word) is var full && full.StartsWith(here, StringComparison.Ordinal))
            {
                return Uri.EscapeDataString(full[here.Length..]).Replace("%2F", "/", StringComparison.Ordinal);
            }
        }

        return caller.Executable is { } program ? new Uri(program).AbsoluteUri : null;
    }

    private static void Text(Utf8JsonWriter json, string name, string text)
    {
        json.WriteStartObject(name);
        json.WriteString("text", text);
        json.WriteEndObject();
    }
}
