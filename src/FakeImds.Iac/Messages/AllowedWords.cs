namespace FakeImds.Iac.Messages;

/// <summary>Lists words for a sentence.</summary>
internal static class AllowedWords
{
    /// <summary><c>a, b or c</c>.</summary>
    public static string Of(params ReadOnlySpan<string> words) =>
        words.Length is 1 ? words[0] : string.Join(", ", words[..^1]!) + " or " + words[^1];
}
