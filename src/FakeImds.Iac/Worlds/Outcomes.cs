using System.Collections.Immutable;

namespace FakeImds.Iac.Worlds;

/// <summary>What came out in all worlds.</summary>
/// <param name="All">One for each world in which there is one, in the order of the tree of questions; the first is that of the first alternatives.</param>
/// <param name="IsComplete">False when there are more worlds than <see cref="Exploration.MaxWorlds"/>: then nothing that was found is all that could be.</param>
internal sealed record Outcomes<T>(ImmutableArray<Outcome<T>> All, bool IsComplete)
{
    /// <summary>The outcomes of an aspect as a tree of the questions that make a difference to it.</summary>
    public Decision<TAspect> DecisionOf<TAspect>(Func<T, TAspect> aspect)
        where TAspect : notnull => new DecisionReader<T, TAspect>(All, aspect).Read();
}
