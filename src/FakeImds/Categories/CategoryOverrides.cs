using System.Collections.Immutable;
using System.Runtime.InteropServices;
using FakeImds.Ec2;

namespace FakeImds.Categories;

/// <summary>Puts the user's literal answers into a rendered tree (docs/fidelity.md#overrides).</summary>
internal static class CategoryOverrides
{
    public static CategoryDirectory Apply(CategoryDirectory root, ImmutableSortedDictionary<string, LiteralValue> overrides)
    {
        foreach (var (path, literal) in overrides)
        {
            var segments = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
            root = literal.Content is { } content ? Put(root, segments, content, literal.ContentType) : Without(root, segments);
        }

        return root;
    }

    // A directory is never changed in place: another snapshot may share it. All versions show the way to a literal answer.
    private static CategoryDirectory Put(CategoryDirectory directory, ReadOnlySpan<string> path, ImmutableArray<byte> content, string contentType)
    {
        var name = path[0];
        Category put = path.Length == 1
            ? new TypedLeaf(name, ImmutableCollectionsMarshal.AsArray(content)!, contentType)
            : Put(Child(directory, name) as CategoryDirectory ?? new CategoryDirectory(name, ServedVersions.First, []), path[1..], content, contentType);
        return directory.With([.. Others(directory, name), put], ServedVersions.First);
    }

    // A directory without children goes too.
    private static CategoryDirectory Without(CategoryDirectory directory, ReadOnlySpan<string> path)
    {
        var name = path[0];
        if (path.Length == 1)
        {
            return directory.With(Others(directory, name), directory.Since);
        }

        if (Child(directory, name) is not CategoryDirectory child)
        {
            return directory;
        }

        var rest = Without(child, path[1..]);
        return directory.With([.. Others(directory, name), rest.Children.Length == 0 ? null : rest], directory.Since);
    }

    private static Category? Child(CategoryDirectory directory, string name) => directory.Find(name, ServedVersions.Latest);

    private static IEnumerable<Category> Others(CategoryDirectory directory, string name) => directory.Children.Where(c => c.Name != name);
}
