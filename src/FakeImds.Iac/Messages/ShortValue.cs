namespace FakeImds.Iac.Messages;

/// <summary>Shortens what a user gave for a message: a value can be megabytes long, and its end a secret.</summary>
internal static class ShortValue
{
    /// <summary>The longest value that is repeated whole.</summary>
    public const int MaxLength = 60;

    /// <summary>The text on one line, its end replaced by … when it has more than <see cref="MaxLength"/> characters.</summary>
    public static string Of(string text)
    {
        var line = OneLine.Of(text.Length <= MaxLength ? text : text[..MaxLength]);
        return text.Length <= MaxLength && line.Length <= MaxLength ? line : Cut(line);
    }

    private static string Cut(string line)
    {
        var end = Math.Min(line.Length, MaxLength - 1);
        return line[..(char.IsHighSurrogate(line[end - 1]) ? end - 1 : end)] + "…";
    }
}
