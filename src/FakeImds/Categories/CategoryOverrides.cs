using System.Collections.Immutable;
using System.Runtime.InteropServices;
using FakeImds.Ec2;

namespace FakeImds.Categories;

/// <summary>Puts the user's literal answers into a rendered tree.</summary>
internal static class CategoryOverrides
{
    public static Category Apply(Category root, ImmutableSortedDictionary<string, LiteralValue> overrides)
    {
        foreach (var (path, literal) in overrides)
        {
            var segments = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
            if (segments.Length > 0)
            {
                root = With(root, segments, literal);
            }
        }

        return root;
    }

    // The children of a directory are never changed in place: another snapshot may share them.
    private static Category With(Category directory, ReadOnlySpan<string> path, LiteralValue literal)
    {
        var name = path[0];
        var children = new List<Category?>(directory.Children ?? []);
        var at = children.FindIndex(c => c!.Name == name);
        var current = at < 0 ? null : children[at];
        var replaced = path.Length > 1
            ? Below(current ?? new Category(name, Entries.Always, null, []), path[1..], literal)
            : Leaf(name, literal);
        if (at < 0)
        {
            children.Add(replaced);
        }
        else
        {
            children[at] = replaced;
        }

        return directory.WithChildren(children);
    }

    private static Category? Below(Category directory, ReadOnlySpan<string> path, LiteralValue literal)
    {
        var changed = With(directory, path, literal);
        return changed.Children is { Length: > 0 } ? changed : null;
    }

    private static Category? Leaf(string name, LiteralValue literal) =>
        literal.Content is { } content
            ? new Category(name, Entries.Always, ImmutableCollectionsMarshal.AsArray(content)!, literal.ContentType)
            : null;
}
