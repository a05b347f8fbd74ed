using System.Runtime.InteropServices;
using FakeImds.Ec2;
using FakeImds.Identity;

namespace FakeImds.Categories;

/// <summary>All that one snapshot of an instance shows, by path.</summary>
internal sealed class CategoryTree
{
    private readonly CategoryDirectory _root;

    private CategoryTree(InstanceSnapshot snapshot, CategoryDirectory root)
    {
        Snapshot = snapshot;
        _root = root;
    }

    /// <summary>The snapshot that the tree shows.</summary>
    public InstanceSnapshot Snapshot { get; }

    public static CategoryTree Render(InstanceSnapshot snapshot, SeededIds ids, InstanceIdentityAuthority authority)
    {
        var d = snapshot.Description;

        // Lists without slashes, unlike all other directories (docs/fidelity.md#listings).
        var root = new CategoryDirectory(
            "", ServedVersions.First,
            [
                DynamicCategories.Dynamic(d, authority),
                MetaDataCategories.MetaData(snapshot, ids),
                d.UserData.IsEmpty ? null : new TypedLeaf("user-data", ImmutableCollectionsMarshal.AsArray(d.UserData)!, "application/octet-stream"),
            ],
            withoutSlashes: true);
        return new CategoryTree(snapshot, CategoryOverrides.Apply(root, d.Overrides));
    }

    /// <summary>
    /// Finds what a path names. Repeated and trailing slashes count for nothing, names are case-sensitive, a percent sign is
    /// decoded within its segment, dots mean nothing (docs/fidelity.md#paths).
    /// </summary>
    /// <returns>False for 404; a null category is the list of versions.</returns>
    public bool TryFind(ReadOnlySpan<char> path, out Category? category, out int version)
    {
        category = null;
        version = ServedVersions.Latest;
        // Decoded names need room that is cleared first; most paths have none.
        var segments = new PathSegments(path, path.Contains('%') ? stackalloc char[PathSegments.MaxDecodedLength] : []);
        if (!segments.MoveNext())
        {
            return true;
        }

        version = ServedVersions.IndexOf(segments.Current);
        if (version < 0)
        {
            return false;
        }

        category = _root;
        while (segments.MoveNext())
        {
            category = category.Find(segments.Current, version);
            if (category is null)
            {
                return false;
            }
        }

        return true;
    }
}
