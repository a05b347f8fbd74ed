namespace FakeImds.Iac.Worlds;

/// <summary>One of the things that an unknown may be.</summary>
/// <param name="Value">The value that the code goes on with.</param>
/// <param name="If">Words after "if": <c>parameter Stage is 'prod'</c>.</param>
internal sealed record Alternative(string Value, string If);
