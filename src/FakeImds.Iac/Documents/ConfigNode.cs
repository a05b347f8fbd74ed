using System.Globalization;

namespace FakeImds.Iac.Documents;

/// <summary>A JSON value that knows its place in the file and its path in the document.</summary>
internal sealed class ConfigNode(ConfigKind kind, ConfigPosition position, string path, string text = "")
{
    private readonly List<ConfigMember> _members = [];
    private readonly List<ConfigNode> _items = [];

    public ConfigKind Kind { get; } = kind;

    public ConfigPosition Position { get; } = position;

    /// <summary>Such as <c>Instances[0].MetadataOptions</c>; empty for the document.</summary>
    public string Path { get; } = path;

    /// <summary>A string's value; a number, true, false and null as written.</summary>
    public string Text { get; } = text;

    public IReadOnlyList<ConfigMember> Members => _members;

    public IReadOnlyList<ConfigNode> Items => _items;

    /// <summary>The member of that name; null when there is none.</summary>
    public ConfigNode? this[string name] => _members.Find(m => m.Name == name)?.Value;

    public void Add(ConfigMember member)
    {
        if (_members.Find(m => m.Name == member.Name) is { } first)
        {
            throw new ConfigException(member.Position, $"{member.Name} is given twice, first at {first.Position}; give it once");
        }

        _members.Add(member);
    }

    public void Add(ConfigNode item) => _items.Add(item);

    /// <summary>The text of a member, an empty one counting as absent: the AWS CLI prints "" for what an instance lacks.</summary>
    public string? TextOf(string name) => this[name] is { Text.Length: > 0 } node ? node.Text : null;

    public int? NumberOf(string name) => this[name] is { } node ? int.Parse(node.Text, CultureInfo.InvariantCulture) : null;

    public bool? FlagOf(string name) => this[name] is { } node ? node.Text is "true" : null;

    public DateTimeOffset? TimeOf(string name) => this[name] is { } node ? ConfigTime.Parse(node.Text) : null;

    /// <summary>The items of a list member; empty when it is absent.</summary>
    public IReadOnlyList<ConfigNode> ListOf(string name) => this[name]?.Items ?? [];

    /// <summary>A member that an object of this kind can't do without.</summary>
    public ConfigNode Required(string name) =>
        this[name] ?? throw Error($"{Path} has no {name}; give it one");

    public ConfigException Error(string message) => new(Position, message);
}
