using FakeImds.Ec2;

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
            var slips = string.Equals(given, name, StringComparison.OrdinalIgnoreCase) ? 0 : EditDistance.Between(given, name, MaxSlips);
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
}
