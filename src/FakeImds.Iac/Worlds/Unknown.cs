namespace FakeImds.Iac.Worlds;

/// <summary>Something that an answer depends on and that no file tells.</summary>
/// <param name="Key">Tells it from all others: what has the same key is decided once for all.</param>
/// <param name="Words">What it is, for people: <c>parameter Stage</c>, <c>Fn::ImportValue tokens</c>, <c>AMI ami-9</c>.</param>
internal sealed record Unknown(string Key, string Words)
{
    /// <summary>How the user can give it, such as <c>--parameter Stage=VALUE</c>; null when no input of ours gives it.</summary>
    public string? Hint { get; init; }

    /// <summary>The SSM parameter that holds it, where it is one; null otherwise.</summary>
    public string? SsmParameter { get; init; }

    /// <summary>Whether its alternatives are only examples, or every value that there is: "if it is required, required" helps nobody.</summary>
    public bool IsOpen { get; init; }

    /// <summary>The words and the hint.</summary>
    public string WithHint => Hint is null ? Words : $"{Words} ({Hint})";
}
