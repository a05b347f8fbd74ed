using System.Collections.Immutable;

namespace FakeImds.Iac.Explain;

/// <summary>A value that an unknown option, or the verdict of a launch, may have.</summary>
/// <param name="Value">The value.</param>
/// <param name="Source">Who would decide it; for a verdict the error, or null.</param>
/// <param name="If">The conditions, one of which must hold; empty when they can't be told in few words.</param>
internal sealed record PossibleValue(string Value, string? Source, ImmutableArray<string> If);
