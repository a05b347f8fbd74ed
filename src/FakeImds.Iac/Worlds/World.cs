namespace FakeImds.Iac.Worlds;

/// <summary>
/// One way in which everything that the files leave open could be. Code that meets an unknown that decides asks <see cref="Choose"/>
/// and goes on as if it were known; <see cref="Exploration"/> runs the code again for every other answer.
/// </summary>
internal sealed class World
{
    private readonly List<Branch> _path;
    private readonly Dictionary<string, Alternative> _taken = new(StringComparer.Ordinal);
    private readonly List<Choice> _choices = [];
    private int _depth;

    internal World(List<Branch> path) => _path = path;

    /// <summary>A world for reading what depends on nothing, or for the first answer to everything.</summary>
    public static World First() => new([]);

    /// <summary>A world in which these answers were given already; to all other questions it gives the first.</summary>
    public static World With(IEnumerable<Choice> choices)
    {
        var world = First();
        foreach (var choice in choices)
        {
            world._taken.Add(choice.On.Key, choice.Taken);
        }

        return world;
    }

    /// <summary>What was taken for granted, in the order in which it was asked.</summary>
    public IReadOnlyList<Choice> Choices => _choices;

    /// <summary>What the unknown is in this world. The first alternative is the one of the first world.</summary>
    public string Choose(Unknown on, params IReadOnlyList<Alternative> alternatives)
    {
        if (_taken.TryGetValue(on.Key, out var taken))
        {
            return taken.Value;
        }

        if (_depth == _path.Count)
        {
            _path.Add(new Branch(alternatives.Count));
        }

        taken = alternatives[_path[_depth++].Taken];
        _taken.Add(on.Key, taken);
        _choices.Add(new Choice(on, taken));
        return taken.Value;
    }

    /// <summary>What the unknown was already taken for; null while nobody asked.</summary>
    public string? Known(string key) => _taken.GetValueOrDefault(key)?.Value;

    /// <summary>Whether yes-or-no question is yes in this world.</summary>
    public bool Holds(Unknown on, string yes, string no) => Choose(on, new("true", yes), new("false", no)) is "true";

    /// <summary>A question on the way through a world, and which of its answers comes now.</summary>
    internal sealed class Branch(int count)
    {
        public int Count { get; } = count;

        public int Taken { get; set; }
    }
}
