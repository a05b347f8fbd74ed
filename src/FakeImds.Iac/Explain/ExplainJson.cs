using System.Text;
using System.Text.Json;
using FakeImds.Ec2;

namespace FakeImds.Iac.Explain;

/// <summary>Explanations for programs. The form is in docs/explain.md.</summary>
internal static class ExplainJson
{
    public static void Write(TextWriter output, IReadOnlyList<Explanation> all, IReadOnlyList<string> notes)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            json.WriteStartObject();
            json.WriteStartArray("Launches");
            foreach (var one in all)
            {
                Write(json, one);
            }

            json.WriteEndArray();
            Write(json, "Notes", notes);
            json.WriteEndObject();
        }

        output.Write(Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length) + "\n");
    }

    private static void Write(Utf8JsonWriter json, Explanation one)
    {
        json.WriteStartObject();
        json.WriteString("Name", one.Launch.Name);
        json.WriteString("Kind", one.Launch.Kind);
        if (one.Launch.Position is { File: { } file } position)
        {
            json.WriteString("File", file);
            json.WriteNumber("Line", position.Line);
        }

        json.WriteStartObject("MetadataOptions");
        foreach (var option in one.Options)
        {
            json.WriteStartObject(option.Name);
            if (option.Name is "HttpPutResponseHopLimit")
            {
                json.WritePropertyName("Value");
                json.WriteRawValue(option.Value);
            }
            else
            {
                json.WriteString("Value", option.Value);
            }

            json.WriteString("Source", option.Source);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteBoolean("Succeeds", one.Succeeds);
        if (one.Error is { } error)
        {
            json.WriteStartObject("Error");
            json.WriteString("Code", error.Code);
            json.WriteString("Message", error.Message);
            json.WriteEndObject();
        }

        if (one.Denied is { } denied)
        {
            Write(json, denied);
        }

        Write(json, "Notes", one.Notes);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, IamDecision denied)
    {
        json.WriteStartObject("DeniedBy");
        json.WriteString("Type", denied.PolicyType is IamPolicyType.ServiceControl ? "SERVICE_CONTROL_POLICY" : "IDENTITY_BASED_POLICY");
        if (denied.IsExplicit)
        {
            json.WriteString("Policy", denied.PolicyName);
            json.WriteString("Statement", denied.Statement);
        }

        json.WriteString("Action", denied.Action);
        json.WriteString("Resource", denied.Resource);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }
}
