using System.Globalization;

namespace FakeImds.Wire.Tests;

/// <summary>
/// curl inside a namespace. It is the plainest client there is: no retries, no fallback to v1, and it tells
/// "did not connect" from "connected, no answer".
/// </summary>
internal static class Curl
{
    /// <summary>For a request that must be answered: reached only when something is wrong.</summary>
    private const int Ample = 30;

    /// <summary>
    /// For a request that must hang: how long to watch it hang. Longer than every SDK's patience for a token
    /// (facts/imds-data-plane.md, section 7: 0.5 to 1 s for most).
    /// </summary>
    private const int Watched = 2;

    public static Task<CurlResult> PutTokenAsync(NetworkNamespace from, IpFamily family, string ttl = "21600", params string[] headers) =>
        RunAsync(from, family, "/latest/api/token", Ample, AsPut(ttl, headers));

    /// <summary>PUT, given up after a while.</summary>
    public static Task<CurlResult> WatchPutTokenAsync(NetworkNamespace from, IpFamily family, string ttl = "21600", params string[] headers) =>
        RunAsync(from, family, "/latest/api/token", Watched, AsPut(ttl, headers));

    public static Task<CurlResult> GetAsync(NetworkNamespace from, IpFamily family, string path, params string[] headers) =>
        RunAsync(from, family, path, Ample, AsHeaders(headers));

    /// <summary>GET, given up after a while.</summary>
    public static Task<CurlResult> WatchGetAsync(NetworkNamespace from, IpFamily family, string path) =>
        RunAsync(from, family, path, Watched, []);

    private static IEnumerable<string> AsPut(string ttl, string[] headers) =>
        ["-X", "PUT", .. AsHeaders([$"X-aws-ec2-metadata-token-ttl-seconds: {ttl}", .. headers])];

    private static IEnumerable<string> AsHeaders(string[] headers) => headers.SelectMany(header => (string[])["-H", header]);

    private static async Task<CurlResult> RunAsync(
        NetworkNamespace from, IpFamily family, string path, int seconds, IEnumerable<string> arguments)
    {
        var host = family == IpFamily.IPv4 ? "169.254.169.254" : "[fd00:ec2::254]";
        var result = await from.RunAsync(
            "curl",
            ["-s", "-g", "-m", seconds.ToString(CultureInfo.InvariantCulture),
             "-w", "\n%{http_code} %{time_connect} %{local_port}", .. arguments, $"http://{host}{path}"]);
        var cut = result.Output.LastIndexOf('\n');
        var facts = result.Output[(cut + 1)..].Split(' ');
        return new CurlResult(
            result.ExitCode,
            int.Parse(facts[0], CultureInfo.InvariantCulture),
            decimal.Parse(facts[1], CultureInfo.InvariantCulture) > 0,
            int.Parse(facts[2], CultureInfo.InvariantCulture),
            result.Output[..cut]);
    }
}
