namespace FakeImds.Wire.Tests;

/// <summary>PUTs that no HTTP client would write, and what is answered where an answer arrives.</summary>
internal static class RawPuts
{
    private const string Token = "PUT /latest/api/token HTTP/1.1\r\nHost: a\r\n" + RawClient.Ttl;

    private static readonly string s_long = new('a', 40_000);

    /// <summary>Requests that the client half-closes need no more than they are; one that stalls must not.</summary>
    public static (string Request, int Status)[] All { get; } =
    [
        ("PUT /latest/api/token HTTP/1.1\r\n" + RawClient.Ttl + "\r\n", 200),
        ("PUT /latest/api/token HTTP/1.0\r\n" + RawClient.Ttl + "\r\n", 200),
        (Token + "Content-Length: 3\r\n\r\nabc", 200),
        (Token + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 200),
        ("PUT /latest/api/token HTTP/1.1\r\nHost: a\r\n\r\n", 400),
        ("PUT /\r\n\r\n", 400),
        (Token + "Content-Length: x\r\n\r\n", 400),
        (Token + "X y: 1\r\n\r\n", 400),
        (Token + "Transfer-Encoding: chunked\r\n\r\nzz\r\n", 400),
        (Token + "Transfer-Encoding: chunked\r\n\r\nffffffffff\r\n", 400),
        (Token + "Content-Length: 10\r\n\r\nx", 408),
        (Token + "Content-Length: 50000000\r\n\r\n", 413),
        ("PUT /?" + s_long + " HTTP/1.1\r\nHost: a\r\n\r\n", 414),
        (Token + "X: " + s_long + "\r\n\r\n", 431),
        ("PUT / HTTP/2.0\r\nHost: a\r\n\r\n", 505),
        ("PUT * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505),
    ];

    public static IReadOnlyList<string> Requests { get; } = [.. All.Select(static put => put.Request)];
}
