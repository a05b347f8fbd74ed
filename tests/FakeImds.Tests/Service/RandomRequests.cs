using CsCheck;

namespace FakeImds.Tests.Service;

/// <summary>Requests near to what clients send, and far from it.</summary>
internal static class RandomRequests
{
    private static readonly Gen<string> s_junk = Gen.String[Gen.Char[' ', '~'], 0, 20];

    private static readonly Gen<string> s_token = Gen.Char["abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!#$%&'*+-.^_`|~"].Array[1, 12].Select(static c => new string(c));

    private static readonly Gen<string> s_segment = Gen.Frequency(
        (12, AnyOf(
            "latest", "api", "token", "meta-data", "dynamic", "user-data", "instance-type", "iam", "info", "security-credentials", "network",
            "interfaces", "macs", "placement", "tags", "instance", "public-keys", "0", "openssh-key", "instance-identity", "document",
            "2021-03-23", "1.0", "1999-01-01", "Latest", "fws")),
        (2, AnyOf("", ".", "..", "%2e%2e", "%", "%zz", "%2F", "%ff", "*", ";", "\\", "instance%2Dtype", "tok%65n", "{}", "a b", "\u00e4")),
        (1, s_junk));

    /// <summary>Methods that a client library lets through.</summary>
    public static Gen<string> Method { get; } = Gen.Frequency(
        (6, AnyOf("GET", "PUT", "HEAD")),
        (2, AnyOf("POST", "DELETE", "PATCH", "OPTIONS", "TRACE", "get", "put", "PROPFIND")),
        (1, s_token));

    public static Gen<string> Path { get; } =
        Gen.Frequency(
            (2, AnyOf("/latest/api/token", "/latest/api/token/", "/latest/meta-data/instance-type", "/", "/latest", "/latest/meta-data/")),
            (5, Gen.Select(s_segment.Array[0, 6], AnyOf("", "/", "//", "?", "?x=/y", "#z"), static (s, end) => "/" + string.Join('/', s) + end)));

    /// <summary>Header lines; <c>TOKEN</c> stands for a valid token.</summary>
    public static Gen<(string Name, string Value)> Header { get; } = Gen.Frequency(
        (4, Gen.Select(Gen.Const("X-aws-ec2-metadata-token-ttl-seconds"), Gen.Frequency(
            (3, Gen.Int[1, 21600].Select(static i => $"{i}")), (1, Gen.Int.Select(static i => $"{i}")), (1, s_junk)))),
        (4, Gen.Select(Gen.Const("X-aws-ec2-metadata-token"), Gen.Frequency(
            (3, Gen.Const("TOKEN")), (1, AnyOf("", "TOKENx", "xTOKEN", "TOKEN,TOKEN")), (1, s_junk)))),
        (1, Gen.Select(AnyOf("X-Forwarded-For", "x-forwarded-for"), Gen.OneOf(Gen.Const("10.0.0.1"), s_junk))),
        (1, Gen.Select(AnyOf("Range", "Accept", "Accept-Encoding", "If-None-Match", "Cookie", "User-Agent", "X-Forwarded-Proto"), s_junk)),
        (1, Gen.Select(s_token, s_junk)));

    /// <summary>Whole requests as bytes: mostly well-formed, some with a byte changed.</summary>
    public static Gen<(string Bytes, bool IsTampered)> Raw { get; } =
        Gen.Select(
            Method,
            Gen.Frequency((8, Path), (1, Path.Select(static p => "http://example.com" + p)), (1, AnyOf("*", "latest", "a:80", ""))),
            Gen.OneOf(
                Gen.Const("HTTP/1.1\r\nHost: 169.254.169.254"), Gen.Const("HTTP/1.1\r\nHost: 169.254.169.254"),
                AnyOf("HTTP/1.1", "HTTP/1.0", "HTTP/1.1\r\nHost:", "HTTP/2.0\r\nHost: x", "http/1.1\r\nHost: x", "")),
            Header.Array[0, 4],
            Gen.Frequency(
                (5, Gen.Const("\r\n")),
                (1, s_junk.Select(static b => $"Content-Length: {b.Length}\r\n\r\n{b}")),
                (1, s_junk.Select(static b => $"Transfer-Encoding: chunked\r\n\r\n{b.Length:x}\r\n{b}\r\n0\r\n\r\n")),
                (1, AnyOf("Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n", "Transfer-Encoding: chunked\r\n\r\nzz\r\n", "Content-Length: x\r\n\r\n"))),
            Gen.Frequency((8, Gen.Const(-1)), (1, Gen.Int[0, 200])),
            Gen.Char[(char)0, (char)255],
            static (method, path, version, headers, body, at, other) =>
            {
                var text = $"{method} {path} {version}\r\n{string.Concat(headers.Select(static h => $"{h.Name}: {h.Value}\r\n"))}{body}";
                return at < 0 || at >= text.Length ? (text, false) : (string.Concat(text.AsSpan(0, at), other.ToString(), text.AsSpan(at + 1)), true);
            });

    private static Gen<string> AnyOf(params string[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);
}
