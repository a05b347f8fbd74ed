using FakeImds.Control.Hosting;

namespace FakeImds.Control.Resources;

/// <summary>The description of this API: docs/openapi.json, which the assembly carries.</summary>
internal static class OpenApi
{
    private static readonly Lazy<byte[]> s_document = new(Read);

    public static ControlAnswer Answer => new(200, s_document.Value);

    private static byte[] Read()
    {
        using var stream = typeof(OpenApi).Assembly.GetManifestResourceStream("openapi.json")
            ?? throw new InvalidOperationException("The assembly has no openapi.json.");
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
