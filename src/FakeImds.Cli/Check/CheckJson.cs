using System.Text.Encodings.Web;
using System.Text.Json;
using FakeImds.Ec2;
using FakeImds.Iac.Messages;
using FakeImds.Journal;

namespace FakeImds.Cli.Check;

/// <summary>The report as JSON, with each request. The members are in docs/readiness.md.</summary>
internal static class CheckJson
{
    private static readonly JsonWriterOptions s_options = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(Stream output, CheckReport report)
    {
        using var json = new Utf8JsonWriter(output, s_options);
        json.WriteStartObject();
        json.WriteNumber("version", 1);
        Strings(json, "command", report.Command);
        json.WriteBoolean("exercised", report.IsExercised);
        json.WriteStartArray("postures");
        foreach (var judgement in report.Judgements)
        {
            Write(json, judgement);
        }

        json.WriteEndArray();
        json.WriteStartObject("strictest");
        Write(json, "instance", report, report.Strictest(1));
        Write(json, "container", report, report.Strictest(2));
        json.WriteEndObject();
        json.WriteStartArray("v1Callers");
        foreach (var caller in report.V1Callers)
        {
            json.WriteStartObject();
            json.WriteString("command", caller.Name);
            json.WriteString("executable", caller.Executable);
            json.WriteString("userAgent", caller.UserAgent);
            json.WriteNumber("requests", caller.Count);
            Strings(json, "paths", caller.Paths);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        output.Write("\n"u8);
    }

    private static void Write(Utf8JsonWriter json, Judgement judgement)
    {
        var run = judgement.Run;
        json.WriteStartObject();
        json.WriteString("name", judgement.Posture.Name);
        json.WriteString("description", judgement.Posture.Description);
        json.WriteNumber("hops", judgement.Posture.Hops);
        json.WriteString("verdict", judgement.Word);
        Strings(json, "notes", judgement.Notes);
        if (run.Impossible is null)
        {
            if (run.TimedOut)
            {
                json.WriteNull("exitCode");
            }
            else
            {
                json.WriteNumber("exitCode", run.ExitCode);
            }

            json.WriteNumber("seconds", Math.Round(run.Elapsed.TotalSeconds, 3));
            json.WriteNumber("v1", run.V1);
            json.WriteNumber("v2", run.V2);
            json.WriteNumber("refused", run.Refused);
            json.WriteNumber("unanswered", run.Unanswered);
            json.WriteNumber("dropped", run.Dropped);
            json.WriteStartArray("requests");
            foreach (var request in run.Requests)
            {
                Write(json, request, run.Started);
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, in ServedRequest request, DateTimeOffset start)
    {
        json.WriteStartObject();
        json.WriteNumber("milliseconds", Math.Round((request.Time - start).TotalMilliseconds));
        json.WriteString("method", request.Method);
        json.WriteString("path", request.Path);
        json.WriteString("version", request.Version is ImdsVersion.V2 ? "v2" : "v1");
        json.WriteString("token", JsonNamingPolicy.CamelCase.ConvertName(request.Token.ToString()));
        json.WriteNumber("status", request.Status);
        json.WriteString("outcome", JsonNamingPolicy.CamelCase.ConvertName(request.Outcome.ToString()));
        if (request.Hops is { } hops)
        {
            json.WriteNumber("hops", hops);
        }
        else
        {
            json.WriteNull("hops");
        }

        json.WriteBoolean("forwarded", request.IsForwarded);
        json.WriteString("userAgent", request.UserAgent);
        if (request.Process is { } process)
        {
            json.WriteStartObject("process");
            json.WriteNumber("id", process.ProcessId);
            json.WriteString("executable", process.Executable);
            json.WriteString("command", ShortValue.Of(process.CommandLine));
            json.WriteString("container", process.ContainerId);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string place, CheckReport report, MetadataOptions? options)
    {
        if (options is null)
        {
            json.WriteNull(place);
            return;
        }

        json.WriteStartObject(place);
        json.WriteString("metadataOptions", CheckReport.Line(options));
        json.WriteString("accountCommand", report.AccountCommand(options));
        json.WriteEndObject();
    }

    private static void Strings(Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
        {
            json.WriteStringValue(value);
        }

        json.WriteEndArray();
    }
}
