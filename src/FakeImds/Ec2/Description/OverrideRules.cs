namespace FakeImds.Ec2;

/// <summary>Refuses override paths that nobody could read.</summary>
internal static class OverrideRules
{
    /// <summary>What is wrong with an override; null if nothing is.</summary>
    public static string? Problem(string path, LiteralValue? literal)
    {
        var segments = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return segments.Length == 0 ? $"Override path '{path}' names nothing. It is a path below a version, such as meta-data/instance-type."
            : IsVersion(segments[0]) ? $"Override path '{path}' begins with a version. Overrides are for all versions: leave '{segments[0]}' out."
            : segments[0] == "api" ? $"Override path '{path}' can't be answered: api is not metadata."
            : path.Any(char.IsControl) ? $"Override path '{DescriptionRules.Printable(path)}' has a control character. No request can name it."
            : literal is null ? $"Override path '{path}' has no value. To remove an entry give LiteralValue.Removed."
            : null;
    }

    // 1.0, latest, or a date; also dates that are not served, because they can only be meant so.
    private static bool IsVersion(string segment) =>
        segment is "latest" or "1.0" || DateOnly.TryParseExact(segment, "yyyy-MM-dd", out _);
}
