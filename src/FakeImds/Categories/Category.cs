using System.Text;

namespace FakeImds.Categories;

/// <summary>One entry of the tree: a directory with children or a leaf with a value. Bodies are rendered once and kept.</summary>
internal sealed class Category
{
    /// <summary>The type of all metadata; user data alone has another.</summary>
    public const string TextPlain = "text/plain";

    private readonly string? _listedAs;
    private readonly byte _since;

    // A leaf's value as text until it is first asked for, its bytes from then on; a directory's listing for `latest`.
    private object? _value;

    // A directory's listings for older versions, by version; most are never asked for.
    private byte[]?[]? _olderListings;

    public Category(string name, string since, string? listedAs, List<Category?> children)
        : this(name, ServedVersions.FirstSince(since), listedAs, children)
    {
    }

    private Category(string name, byte since, string? listedAs, List<Category?> children)
    {
        Name = name;
        _since = since;
        _listedAs = listedAs;
        Children = [.. children.OfType<Category>().OrderBy(static c => c.Listed, StringComparer.Ordinal)];
    }

    public Category(string name, string since, object value, string contentType = TextPlain)
    {
        Name = name;
        _since = ServedVersions.FirstSince(since);
        _value = value;
        ContentType = contentType;
    }

    public string Name { get; }

    public string ContentType { get; } = TextPlain;

    /// <summary>The children by name; null for a leaf.</summary>
    public Category[]? Children { get; }

    /// <summary>A leaf that changes with the clock; null for all others.</summary>
    public TimedValue? Timed => _value as TimedValue;

    private string Listed => _listedAs ?? Name;

    /// <summary>The same directory with other children.</summary>
    public Category WithChildren(List<Category?> children) => new(Name, _since, _listedAs, children);

    /// <summary>The same directory, listed under the given words and without a slash.</summary>
    public Category ListedAs(string words) => new(Name, _since, words, [.. Children ?? []]);

    public bool IsIn(int version) => _since <= version;

    public Category? Find(ReadOnlySpan<char> name, int version)
    {
        foreach (var child in Children ?? [])
        {
            if (child.IsIn(version) && name.SequenceEqual(child.Name))
            {
                return child;
            }
        }

        return null;
    }

    /// <summary>The body for a version: a leaf's value or a directory's listing. Two threads may render it twice, to the same bytes.</summary>
    public byte[] Body(int version)
    {
        if (Children is null)
        {
            if (_value is byte[] bytes)
            {
                return bytes;
            }

            var rendered = _value is Func<string> late ? Encoding.UTF8.GetBytes(late()) : Encoding.UTF8.GetBytes((string)_value!);
            _value = rendered;
            return rendered;
        }

        if (version == ServedVersions.Latest)
        {
            return (byte[])(_value ??= Listing(version));
        }

        var older = _olderListings ??= new byte[]?[ServedVersions.Latest];
        return older[version] ??= Listing(version);
    }

    // Directories carry a slash, except directly below a version and keys listed as 0=name (docs/fidelity.md#listings).
    private byte[] Listing(int version) => Encoding.UTF8.GetBytes(string.Join('\n', Children!
        .Where(c => c.IsIn(version))
        .Select(c => c.Children is null || c._listedAs is not null ? c.Listed : c.Listed + "/")));
}
