using System.Collections.Immutable;
using FakeImds.Iac.Worlds;

namespace FakeImds.Iac.Explain;

/// <summary>One thing about a launch, such as its hop limit, over all worlds.</summary>
/// <param name="Values">The values that it has in some world, in order of first appearance.</param>
/// <param name="IsSure">Whether it has but one.</param>
/// <param name="DependsOn">What makes the difference; empty when it is sure.</param>
/// <param name="Decision">How that makes the difference; null when it is sure, or can't be told.</param>
internal sealed record Aspect<TAspect>(ImmutableArray<TAspect> Values, bool IsSure, ImmutableArray<Unknown> DependsOn, Decision<TAspect>? Decision)
    where TAspect : notnull;

/// <summary>Looks at one thing about a launch.</summary>
internal static class Aspect
{
    public static Aspect<TAspect> Of<TAspect>(IReadOnlyList<Outcomes<WorldVerdict>> explorations, Func<WorldVerdict, TAspect> aspect)
        where TAspect : notnull
    {
        Decision<TAspect>[] decisions = [.. explorations.Where(static e => e.All is not []).Select(e => e.DecisionOf(aspect))];
        ImmutableArray<TAspect> values = [.. explorations.SelectMany(static e => e.All).Select(o => aspect(o.Value)).Distinct()];
        if (!explorations.All(static e => e.IsComplete))
        {
            return new(values, false, [.. explorations.SelectMany(static e => e.All).SelectMany(static o => o.Choices).Select(static c => c.On).DistinctBy(static u => u.Key)], null);
        }

        ImmutableArray<Unknown> dependsOn = [.. decisions.SelectMany(static d => d.Questions).DistinctBy(static u => u.Key)];
        Decision<TAspect>[] open = [.. decisions.Where(static d => d.On is not null)];
        return new(values, values.Length is 1, dependsOn, open is [var only] && values.Length > 1 ? only : null);
    }
}
