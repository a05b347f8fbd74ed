namespace FakeImds.Iac.Messages;

/// <summary>Finds the name that a mistyped one was meant to be.</summary>
internal static class NearestName
{
    // Two slips, but not more than a third of the name: "Tag" is not meant to be "Role".
    private const int MaxSlips = 2;

    /// <summary>The nearest of the names; null when none is near.</summary>
    public static string? Of(string given, IEnumerable<string> names)
    {
        string? nearest = null;
        var least = Math.Min(MaxSlips, Math.Max(1, given.Length / 3)) + 1;
        foreach (var name in names)
        {
            var slips = string.Equals(given, name, StringComparison.OrdinalIgnoreCase) ? 0 : Distance(given, name);
            if (slips < least)
            {
                (nearest, least) = (name, slips);
            }
        }

        return nearest;
    }

    /// <summary>The sentence part that suggests it; empty when none is near.</summary>
    public static string Hint(string given, IEnumerable<string> names) =>
        Of(given, names) is { } nearest ? $"; did you mean '{nearest}'?" : "";

    // Optimal string alignment: a swap of neighbours is one slip.
    private static int Distance(string a, string b)
    {
        if (Math.Abs(a.Length - b.Length) > MaxSlips)
        {
            return int.MaxValue;
        }

        var d = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            for (var j = 0; j <= b.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    d[i, j] = i + j;
                    continue;
                }

                var replace = d[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                d[i, j] = Math.Min(replace, Math.Min(d[i - 1, j], d[i, j - 1]) + 1);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    d[i, j] = Math.Min(d[i, j], d[i - 2, j - 2] + 1);
                }
            }
        }

        return d[a.Length, b.Length];
    }
}
