using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using FakeImds.Journal;

namespace FakeImds.Cli.Run;

/// <summary>The log as one JSON object a line. The members are in docs/run.md.</summary>
[SuppressMessage("Reliability", "CA1001", Justification = "The writer holds nothing: its buffer is the caller's.")]
internal sealed class RequestJson : IRequestForm
{
    private static readonly JsonEncodedText s_time = JsonEncodedText.Encode("time");
    private static readonly JsonEncodedText s_instance = JsonEncodedText.Encode("instanceId");
    private static readonly JsonEncodedText s_client = JsonEncodedText.Encode("client");
    private static readonly JsonEncodedText s_hops = JsonEncodedText.Encode("hops");
    private static readonly JsonEncodedText s_method = JsonEncodedText.Encode("method");
    private static readonly JsonEncodedText s_path = JsonEncodedText.Encode("path");
    private static readonly JsonEncodedText s_version = JsonEncodedText.Encode("version");
    private static readonly JsonEncodedText s_status = JsonEncodedText.Encode("status");
    private static readonly JsonEncodedText s_dropped = JsonEncodedText.Encode("dropped");

    private readonly RequestFields _fields = new();
    private Utf8JsonWriter? _json;

    public void Write(IBufferWriter<byte> output, in ServedRequest request)
    {
        var json = Begin(output);
        json.WriteString(s_time, _fields.Time(request.Time));
        json.WriteString(s_instance, request.InstanceId);
        if (request.Client is { } client)
        {
            json.WriteString(s_client, _fields.Address(client));
        }
        else
        {
            json.WriteNull(s_client);
        }

        if (request.Hops is { } hops)
        {
            json.WriteNumber(s_hops, hops);
        }
        else
        {
            json.WriteNull(s_hops);
        }

        json.WriteString(s_method, request.Method);
        json.WriteString(s_path, request.Path);
        json.WriteString(s_version, request.Version is ImdsVersion.V2 ? "v2"u8 : "v1"u8);
        if (request.Outcome is AnswerOutcome.Sent)
        {
            json.WriteNumber(s_status, request.Status);
        }
        else
        {
            json.WriteString(s_status, RequestFields.Word(request.Outcome));
        }

        End(json, output);
    }

    public void WriteDropped(IBufferWriter<byte> output, long count)
    {
        var json = Begin(output);
        json.WriteNumber(s_dropped, count);
        End(json, output);
    }

    private Utf8JsonWriter Begin(IBufferWriter<byte> output)
    {
        if (_json is null)
        {
            _json = new Utf8JsonWriter(output);
        }
        else
        {
            _json.Reset(output);
        }

        _json.WriteStartObject();
        return _json;
    }

    private static void End(Utf8JsonWriter json, IBufferWriter<byte> output)
    {
        json.WriteEndObject();
        json.Flush();
        output.Write("\n"u8);
    }
}
