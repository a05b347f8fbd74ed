namespace FakeImds.Service;

/// <summary>What a request is answered with. All answers of the service are made here (docs/fidelity.md).</summary>
internal readonly struct Answer
{
    private const string TextPlain = "text/plain";
    private const string Html = "text/html";

    public int Status { get; private init; }

    /// <summary>The words after the status where they are not HTTP's usual ones.</summary>
    public string? ReasonPhrase { get; private init; }

    public string ContentType { get; private init; }

    /// <summary>The body; null for none, or for a token that is yet to be issued.</summary>
    public byte[]? Body { get; private init; }

    /// <summary>The TTL header's value; negative for none.</summary>
    public int TtlSeconds { get; private init; }

    /// <summary>When what is shown came to be; null for answers that don't tell.</summary>
    public DateTimeOffset? LastModified { get; private init; }

    public string? Allow { get; private init; }

    /// <summary>True when the body is a new token.</summary>
    public bool Issues { get; private init; }

    public static Answer EndpointDisabled { get; } = Page(403, ErrorPage.Forbidden, -1);

    public static Answer Forbidden { get; } = Empty(403);

    public static Answer BadRequest { get; } = Empty(400);

    /// <summary>A request that is no HTTP, or too much of it.</summary>
    public static Answer Malformed(int status) => Empty(status);

    /// <summary>An error that a fault makes (docs/fidelity.md#fault-status).</summary>
    public static Answer OfFault(int status) => Empty(status);

    public static Answer Unauthorized { get; } = Empty(401);

    public static Answer TokenOptions { get; } = new() { Status = 200, ContentType = TextPlain, TtlSeconds = -1, Allow = "OPTIONS, PUT" };

    public static Answer TokenMethodNotAllowed { get; } = NotAllowed("OPTIONS, PUT");

    public static Answer DataMethodNotAllowed { get; } = NotAllowed("GET, HEAD");

    public static Answer Token(int ttlSeconds) => new() { Status = 200, ContentType = TextPlain, TtlSeconds = ttlSeconds, Issues = true };

    public static Answer Found(byte[] body, string contentType, DateTimeOffset lastModified, int ttlSeconds) => new()
    {
        Status = 200, ContentType = contentType, Body = body, TtlSeconds = ttlSeconds, LastModified = lastModified,
    };

    public static Answer NotFound(int ttlSeconds) => Page(404, ErrorPage.NotFound, ttlSeconds);

    /// <summary>The same with nothing in it.</summary>
    public Answer WithoutBody() => this with { Body = [] };

    private static Answer Empty(int status) => new() { Status = status, ContentType = TextPlain, TtlSeconds = -1 };

    private static Answer Page(int status, byte[] page, int ttlSeconds) =>
        new() { Status = status, ContentType = Html, Body = page, TtlSeconds = ttlSeconds };

    private static Answer NotAllowed(string allow) =>
        new() { Status = 405, ReasonPhrase = "Not Allowed", ContentType = TextPlain, TtlSeconds = -1, Allow = allow };
}
