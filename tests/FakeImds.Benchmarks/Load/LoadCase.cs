namespace FakeImds.Benchmarks.Load;

/// <summary>One kind of load.</summary>
internal sealed record LoadCase(string Name, bool IsPut, bool KeepAlive, int ResponseLength, double Target)
{
    public static IReadOnlyList<LoadCase> All { get; } =
    [
        new("GET with token, keep-alive", IsPut: false, KeepAlive: true, 236, 0.9),
        new("GET with token, Connection: close", IsPut: false, KeepAlive: false, 255, 0.9),
        new("PUT token, keep-alive", IsPut: true, KeepAlive: true, 218, 0.8),
        new("PUT token, Connection: close", IsPut: true, KeepAlive: false, 237, 0.8),
    ];
}
