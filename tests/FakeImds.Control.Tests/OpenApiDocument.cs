using System.Text.Json.Nodes;

namespace FakeImds.Control.Tests;

/// <summary>docs/openapi.json, to hold requests and answers against.</summary>
internal static class OpenApiDocument
{
    public static JsonObject Root { get; } = (JsonObject)JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "openapi.json")))!;

    public static IEnumerable<(string Method, string Path)> Operations =>
        Root["paths"]!.AsObject().SelectMany(static p => p.Value!.AsObject().Select(m => (m.Key.ToUpperInvariant(), p.Key)));

    /// <summary>What the document does not say so; empty when it does.</summary>
    public static List<string> Errors(string method, string target, string? body, int status, JsonNode? answer)
    {
        var path = target.Split('?')[0];
        path = path.StartsWith('/') ? path : "/" + path;
        var described = Root["paths"]!.AsObject().FirstOrDefault(p => Fits(p.Key, path)).Value?[method.ToLowerInvariant()];
        if (described is null)
        {
            // Not a path or method of the API: all that is left is the error.
            return status is 404 or 405 or 403 ? OpenApiSchema.Errors(answer, OpenApiSchema.Named("Error")) : [$"{method} {path} is not described"];
        }

        List<string> errors = [];
        if (body is not null && status < 300 && described["requestBody"] is { } request)
        {
            errors.AddRange(OpenApiSchema.Errors(JsonNode.Parse(body), Schema(request)));
        }

        if (described["responses"]![status.ToString(System.Globalization.CultureInfo.InvariantCulture)] is not { } response)
        {
            return [.. errors, $"{method} {path}: the status {status} is not described"];
        }

        return response["content"] is null ? [.. errors, .. answer is null ? [] : new[] { "a body where none is described" }]
            : [.. errors, .. OpenApiSchema.Errors(answer, Schema(response))];
    }

    private static bool Fits(string template, string path)
    {
        var (names, given) = (template.Trim('/').Split('/'), path.Trim('/').Split('/'));
        return names.Length == given.Length && names.Zip(given).All(static p => p.First.StartsWith('{') || p.First == p.Second);
    }

    private static JsonObject Schema(JsonNode holder) => (JsonObject)holder["content"]!["application/json"]!["schema"]!;
}
