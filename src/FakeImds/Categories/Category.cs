namespace FakeImds.Categories;

/// <summary>
/// One entry of the tree: a <see cref="CategoryDirectory"/> with children or a <see cref="CategoryLeaf"/> with a value.
/// Kept small: ten thousand instances have eighty of them each.
/// </summary>
/// <param name="name">Its name in a path.</param>
/// <param name="since">The first version that shows it, as a position in <see cref="ServedVersions"/>.</param>
internal abstract class Category(string name, byte since)
{
    /// <summary>The type of all metadata; user data alone has another.</summary>
    public const string TextPlain = "text/plain";

    public string Name { get; } = name;

    public byte Since { get; } = since;

    public virtual string ContentType => TextPlain;

    /// <summary>A leaf that changes with the clock; null for all others.</summary>
    public virtual TimedLeaf? Timed => null;

    public bool IsIn(int version) => Since <= version;

    /// <summary>The child of that name in a version; null if there is none, and below a leaf.</summary>
    public virtual Category? Find(ReadOnlySpan<char> name, int version) => null;

    /// <summary>The body for a version, rendered once and kept. Two threads may render it twice, to the same bytes.</summary>
    public abstract byte[] Body(int version);
}
