namespace FakeImds.Iac.Explain;

/// <summary>One metadata option of a launch.</summary>
/// <param name="Name">Such as <c>HttpTokens</c>.</param>
/// <param name="Value">Such as <c>required</c>.</param>
/// <param name="Source">Who decided it, such as <c>launch template web version 3</c>.</param>
internal sealed record ExplainedOption(string Name, string Value, string Source);
