using System.Text;

namespace FakeImds.Categories;

/// <summary>A directory: its body lists the children that a version shows, sorted (docs/fidelity.md#listings).</summary>
internal sealed class CategoryDirectory : Category
{
    private readonly string? _listedAs;
    private readonly bool _withoutSlashes;
    private byte[]? _latestListing;

    // Listings for older versions, by version; most are never asked for.
    private byte[]?[]? _olderListings;

    /// <param name="name">Its name in a path.</param>
    /// <param name="since">The first version that shows it; it is not shown before it has a child that is.</param>
    /// <param name="children">The children, in any order.</param>
    /// <param name="listedAs">The words that its parent lists it with, when they are not its name and a slash.</param>
    /// <param name="withoutSlashes">True to list directories like leaves, as EC2 does directly below a version.</param>
    public CategoryDirectory(string name, byte since, IEnumerable<Category?> children, string? listedAs = null, bool withoutSlashes = false)
        : this(name, since, Sorted(children), listedAs, withoutSlashes)
    {
    }

    private CategoryDirectory(string name, byte since, Category[] children, string? listedAs, bool withoutSlashes)
        : base(name, children.Length == 0 ? since : Math.Max(since, children.Min(static c => c.Since)))
    {
        Children = children;
        _listedAs = listedAs;
        _withoutSlashes = withoutSlashes;
    }

    public Category[] Children { get; }

    /// <summary>The same directory with other children, shown from a version on.</summary>
    public CategoryDirectory With(IEnumerable<Category?> children, byte since) => new(Name, since, children, _listedAs, _withoutSlashes);

    public override Category? Find(ReadOnlySpan<char> name, int version)
    {
        foreach (var child in Children)
        {
            if (child.IsIn(version) && name.SequenceEqual(child.Name))
            {
                return child;
            }
        }

        return null;
    }

    public override byte[] Body(int version)
    {
        if (version == ServedVersions.Latest)
        {
            return _latestListing ??= Listing(version);
        }

        var older = _olderListings ??= new byte[]?[ServedVersions.Latest];
        return older[version] ??= Listing(version);
    }

    private static Category[] Sorted(IEnumerable<Category?> children) =>
        [.. children.OfType<Category>().OrderBy(static c => (c as CategoryDirectory)?._listedAs ?? c.Name, StringComparer.Ordinal)];

    private byte[] Listing(int version) =>
        Encoding.UTF8.GetBytes(string.Join('\n', Children.Where(c => c.IsIn(version)).Select(Listed)));

    private string Listed(Category child) =>
        child is CategoryDirectory directory ? directory._listedAs ?? (_withoutSlashes ? child.Name : child.Name + "/") : child.Name;
}
