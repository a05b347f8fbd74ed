using System.Text;
using System.Text.Json;
using FakeImds.Ec2;
using FakeImds.Iac.Worlds;

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
        if (one.Launch.Action is { } action)
        {
            json.WriteString("Action", action);
        }

        if (one.Launch.Position is { File: { } file } position)
        {
            json.WriteString("File", file);
            json.WriteNumber("Line", position.Line);
        }

        json.WriteStartObject("MetadataOptions");
        foreach (var option in one.Options)
        {
            json.WriteStartObject(option.Name);
            if (option.Name is "HttpPutResponseHopLimit" && option.IsKnown)
            {
                json.WritePropertyName("Value");
                json.WriteRawValue(option.Value);
            }
            else
            {
                json.WriteString("Value", option.Value);
            }

            json.WriteString("Source", option.Source);
            if (!option.IsKnown)
            {
                Open(json, option.DependsOn, option.Possible);
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteString("Verdict", one.Verdict switch
        {
            LaunchVerdict.Succeeds => "succeeds",
            LaunchVerdict.Fails => "fails",
            LaunchVerdict.Exists => "exists",
            _ => ExplainedOption.Unknown,
        });
        if (one.Verdict is LaunchVerdict.Succeeds or LaunchVerdict.Fails)
        {
            json.WriteBoolean("Succeeds", one.Succeeds);
        }
        else
        {
            json.WriteNull("Succeeds");
        }

        if (one.IsChange)
        {
            json.WriteBoolean("IsChange", true);
        }

        if (one.Verdict is LaunchVerdict.Unknown)
        {
            Open(json, one.DependsOn, one.Possible);
        }

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

    private static void Open(Utf8JsonWriter json, IEnumerable<Unknown> dependsOn, IEnumerable<PossibleValue> possible)
    {
        Write(json, "DependsOn", dependsOn.Select(static u => u.WithHint));
        json.WriteStartArray("Possible");
        foreach (var value in possible)
        {
            json.WriteStartObject();
            json.WriteString("Value", value.Value);
            json.WriteString("Source", value.Source);
            Write(json, "If", value.If);
            json.WriteEndObject();
        }

        json.WriteEndArray();
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
