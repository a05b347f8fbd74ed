using System.Collections.Immutable;

namespace FakeImds.Iac.Worlds;

/// <summary>What a value depends on: a value, or a question with a decision for each of its answers.</summary>
/// <param name="Number">The same for decisions that are the same, whatever the way to them.</param>
/// <param name="On">The question; null where the value is decided.</param>
/// <param name="Value">The value; that of the first answer where there is a question.</param>
/// <param name="Branches">The answers that are possible, with what follows.</param>
internal sealed record Decision<TAspect>(int Number, Unknown? On, TAspect Value, ImmutableArray<(Alternative Taken, Decision<TAspect> Then)> Branches)
    where TAspect : notnull
{
    /// <summary>The questions, each once, those that are asked first before the others.</summary>
    public IEnumerable<Unknown> Questions =>
        On is null ? [] : Branches.SelectMany(static b => b.Then.Questions).Prepend(On).DistinctBy(static u => u.Key);

    /// <summary>The ways to a value, each with the answers on it.</summary>
    /// <param name="value">The value.</param>
    /// <param name="max">More are not looked for.</param>
    public IReadOnlyList<ImmutableArray<Alternative>> WaysTo(TAspect value, int max)
    {
        List<ImmutableArray<Alternative>> found = [];
        Find(this, [], value, max, found);
        return found;
    }

    private static void Find(Decision<TAspect> at, ImmutableArray<Alternative> way, TAspect value, int max, List<ImmutableArray<Alternative>> found)
    {
        if (found.Count > max)
        {
            return;
        }

        if (at.On is null && at.Value.Equals(value))
        {
            found.Add(way);
        }

        foreach (var (taken, then) in at.Branches)
        {
            Find(then, way.Add(taken), value, max, found);
        }
    }
}
