using System.Collections.Immutable;

namespace FakeImds.Iac.Worlds;

/// <summary>What came out in one world.</summary>
internal sealed record Outcome<T>(ImmutableArray<Choice> Choices, T Value);
