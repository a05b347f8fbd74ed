using System.Collections.Immutable;
using System.Globalization;

namespace FakeImds.Categories;

/// <summary>The words in which the tree is written. An absent value makes an absent entry, never an empty one.</summary>
internal static class Entries
{
    /// <summary>For entries without a date in the documentation's table: all versions that show their directory show them (docs/fidelity.md#since).</summary>
    public const string Always = "1.0";

    /// <summary>A directory; absent when it would be empty.</summary>
    public static Category? Dir(string name, string since, params List<Category?> children) =>
        children.TrueForAll(static c => c is null) ? null : new CategoryDirectory(name, Since(since), children);

    /// <summary>A directory that is listed under another name than it is asked for, and without a slash.</summary>
    public static Category? DirListedAs(string name, string listedAs, string since, params List<Category?> children) =>
        children.TrueForAll(static c => c is null) ? null : new CategoryDirectory(name, Since(since), children, listedAs);

    public static Category? Leaf(string name, string since, string? value) =>
        value is null ? null : new CategoryLeaf(name, Since(since), value);

    public static Category? Leaf(string name, string since, int? value) =>
        Leaf(name, since, value?.ToString(CultureInfo.InvariantCulture));

    /// <summary>A leaf of lines; absent when there are none.</summary>
    public static Category? Lines(string name, string since, ImmutableArray<string> lines) =>
        lines.IsEmpty ? null : new CategoryLeaf(name, Since(since), lines.Length == 1 ? lines[0] : string.Join('\n', lines));

    /// <summary>A leaf that is rendered when it is first asked for, because that costs something.</summary>
    public static CategoryLeaf Late(string name, string since, Func<string> value) => new(name, Since(since), value);

    /// <summary>The position of the first served version that shows what is documented "since" a date.</summary>
    public static byte Since(string date) => ServedVersions.FirstSince(date);

    /// <summary>EC2's way to write a moment: <c>2021-09-20T21:42:26Z</c>.</summary>
    public static string Iso(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
