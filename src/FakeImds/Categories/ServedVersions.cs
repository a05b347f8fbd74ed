using System.Text;

namespace FakeImds.Categories;

/// <summary>The versions that <c>/</c> lists, oldest first (docs/fidelity.md#versions).</summary>
internal static class ServedVersions
{
    private static readonly string[] s_names =
    [
        "1.0", "2007-01-19", "2007-03-01", "2007-08-29", "2007-10-10", "2007-12-15", "2008-02-01", "2008-09-01",
        "2009-04-04", "2011-01-01", "2011-05-01", "2012-01-12", "2014-02-25", "2014-11-05", "2015-10-20", "2016-04-19",
        "2016-06-30", "2016-09-02", "2018-03-28", "2018-08-17", "2018-09-24", "2019-10-01", "2020-10-27", "2021-01-03",
        "2021-03-23", "2021-07-15", "2022-09-24", "2024-04-11", "latest",
    ];

    public static IReadOnlyList<string> Names => s_names;

    /// <summary>The position of the oldest version: what is since then is in all of them.</summary>
    public const byte First = 0;

    public static int Latest => s_names.Length - 1;

    /// <summary>The body of <c>/</c>.</summary>
    public static byte[] Listing { get; } = Encoding.ASCII.GetBytes(string.Join('\n', s_names));

    /// <summary>The position of a version, or -1.</summary>
    public static int IndexOf(ReadOnlySpan<char> name)
    {
        for (var i = s_names.Length - 1; i >= 0; i--)
        {
            if (name.SequenceEqual(s_names[i]))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>
    /// The first served version that shows a category documented "since" a date. Some of those dates are not served
    /// themselves; the category appears with the next one (docs/fidelity.md#since).
    /// </summary>
    public static byte FirstSince(string since)
    {
        for (var i = 0; i < s_names.Length; i++)
        {
            if (string.CompareOrdinal(s_names[i], since) >= 0)
            {
                return (byte)i;
            }
        }

        throw new ArgumentOutOfRangeException(nameof(since), since, "No version that old is served.");
    }
}
