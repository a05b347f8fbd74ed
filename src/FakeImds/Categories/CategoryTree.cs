using System.Runtime.InteropServices;
using FakeImds.Ec2;
using FakeImds.Identity;

namespace FakeImds.Categories;

/// <summary>All that one snapshot of an instance shows, by path.</summary>
internal sealed class CategoryTree
{
    private readonly Category _root;

    private CategoryTree(InstanceSnapshot snapshot, Category root)
    {
        Snapshot = snapshot;
        _root = root;
    }

    /// <summary>The snapshot that the tree shows.</summary>
    public InstanceSnapshot Snapshot { get; }

    public static CategoryTree Render(InstanceSnapshot snapshot, SeededIds ids, InstanceIdentityAuthority authority)
    {
        var d = snapshot.Description;

        // Listed without slashes, unlike all other directories (docs/fidelity.md#listings).
        var root = new Category("", Entries.Always, null,
        [
            WithoutSlash(DynamicCategories.Dynamic(d, authority)),
            WithoutSlash(MetaDataCategories.MetaData(snapshot, ids)),
            d.UserData.IsDefaultOrEmpty ? null : new Category("user-data", Entries.Always, ImmutableCollectionsMarshal.AsArray(d.UserData)!, "application/octet-stream"),
        ]);
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
        var segments = new PathSegments(path, stackalloc char[PathSegments.MaxDecodedLength]);
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

    private static Category? WithoutSlash(Category? directory) => directory?.ListedAs(directory.Name);
}
