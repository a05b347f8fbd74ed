using System.Collections.Immutable;
using System.Text;

namespace FakeImds.Ec2;

/// <summary>A literal answer for a path, or the removal of the path.</summary>
public sealed record LiteralValue
{
    private LiteralValue(ImmutableArray<byte>? content, string contentType)
    {
        Content = content;
        ContentType = contentType;
    }

    /// <summary>The entry answers 404 and is not listed.</summary>
    public static LiteralValue Removed { get; } = new(null, "text/plain");

    /// <summary>The body; null when the path is removed.</summary>
    public ImmutableArray<byte>? Content { get; }

    /// <summary>The <c>Content-Type</c> of the answer.</summary>
    public string ContentType { get; }

    /// <summary>An answer of text, sent as UTF-8 and <c>text/plain</c>.</summary>
    /// <param name="text">The body.</param>
    /// <returns>The literal.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is null.</exception>
    public static LiteralValue Text(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new LiteralValue([.. Encoding.UTF8.GetBytes(text)], "text/plain");
    }

    /// <summary>An answer of bytes.</summary>
    /// <param name="content">The body.</param>
    /// <param name="contentType">The <c>Content-Type</c>.</param>
    /// <returns>The literal.</returns>
    /// <exception cref="ArgumentException"><paramref name="contentType"/> is empty or can't be sent.</exception>
    public static LiteralValue Bytes(ReadOnlySpan<byte> content, string contentType = "application/octet-stream")
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(contentType);
        if (!contentType.All(static c => char.IsAscii(c) && !char.IsControl(c)))
        {
            throw new ArgumentException("The content type has characters that no header can carry. It looks like: text/plain", nameof(contentType));
        }

        return new LiteralValue([.. content], contentType);
    }
}
