using System.Collections.Immutable;

namespace FakeImds.Iac.Worlds;

/// <summary>
/// Makes of the outcomes of all worlds the smallest tree of questions: a question whose every answer leads to the same decision makes no
/// difference and is left out.
/// </summary>
internal sealed class DecisionReader<T, TAspect>(ImmutableArray<Outcome<T>> all, Func<T, TAspect> aspect)
    where TAspect : notnull
{
    private readonly Dictionary<TAspect, int> _values = [];
    private readonly Dictionary<string, int> _questions = new(StringComparer.Ordinal);

    /// <summary>The decision of all outcomes, of which there is at least one.</summary>
    public Decision<TAspect> Read() => Read(0, all.Length, 0);

    // Outcomes from..to have the same first answers, as many as the depth says.
    private Decision<TAspect> Read(int from, int to, int depth)
    {
        var first = all[from];
        if (first.Choices.Length == depth)
        {
            var value = aspect(first.Value);
            _values.TryAdd(value, _values.Count + _questions.Count);
            return new Decision<TAspect>(_values[value], null, value, []);
        }

        var branches = ImmutableArray.CreateBuilder<(Alternative, Decision<TAspect>)>();
        for (var start = from; start < to;)
        {
            var taken = all[start].Choices[depth].Taken;
            var end = start + 1;
            while (end < to && all[end].Choices[depth].Taken == taken)
            {
                end++;
            }

            branches.Add((taken, Read(start, end, depth + 1)));
            start = end;
        }

        var then = branches[0].Item2;
        if (branches.All(b => b.Item2.Number == then.Number))
        {
            return then;
        }

        var on = first.Choices[depth].On;
        var words = string.Join(',', branches.Select(static b => $"{b.Item1.Value}={b.Item2.Number}").Prepend(on.Key));
        _questions.TryAdd(words, _values.Count + _questions.Count);
        return new Decision<TAspect>(_questions[words], on, then.Value, branches.ToImmutable());
    }
}
