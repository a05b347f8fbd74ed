using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using FakeImds.Control.Json;

namespace FakeImds.Control.Hosting;

/// <summary>An answer with its body.</summary>
/// <param name="Status">The status.</param>
/// <param name="Body">The body; empty for none.</param>
internal readonly record struct ControlAnswer(int Status, ReadOnlyMemory<byte> Body)
{
    /// <summary>The <c>Allow</c> of a 405.</summary>
    public string? Allow { get; init; }

    public static ControlAnswer NoContent { get; } = new(204, default);

    public static ControlAnswer Ok<T>(T value, JsonTypeInfo<T> type) => new(200, JsonSerializer.SerializeToUtf8Bytes(value, type));

    public static ControlAnswer Created<T>(T value, JsonTypeInfo<T> type) => new(201, JsonSerializer.SerializeToUtf8Bytes(value, type));

    public static ControlAnswer Error(int status, string message) =>
        new(status, JsonSerializer.SerializeToUtf8Bytes(new ErrorJson(message), ControlJson.Default.ErrorJson));
}
