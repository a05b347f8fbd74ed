using System.Globalization;
using FakeImds.Iac.Messages;

namespace FakeImds.Iac.Documents;

/// <summary>A JSON value that knows its place in the file and its path in the document.</summary>
/// <param name="kind">What it is.</param>
/// <param name="position">Where it stands.</param>
/// <param name="path">The path; null for one that is made of the parent's.</param>
/// <param name="text">The text of a value that is neither object nor list.</param>
internal class ConfigNode(ConfigKind kind, ConfigPosition position, string? path, string? text = "")
{
    // With fewer members a look at each is faster than an index.
    private const int MaxUnindexed = 8;

    private List<ConfigMember>? _members;
    private List<ConfigNode>? _items;
    private Dictionary<string, ConfigMember>? _index;
    private string? _path = path;

    public ConfigKind Kind { get; } = kind;

    public ConfigPosition Position { get; } = position;

    /// <summary>Such as <c>Instances[0].MetadataOptions</c>; empty for the document.</summary>
    public string Path => _path ??= PathIn(Parent!);

    /// <summary>A string's value; a number, true, false and null as written.</summary>
    public virtual string Text => text!;

    public virtual IReadOnlyList<ConfigMember> Members => _members ?? (IReadOnlyList<ConfigMember>)[];

    public virtual IReadOnlyList<ConfigNode> Items => _items ?? (IReadOnlyList<ConfigNode>)[];

    /// <summary>The node that this one is in, for the path.</summary>
    protected ConfigNode? Parent { get; init; }

    /// <summary>The name in the parent; null for an item of a list.</summary>
    protected string? Name { get; init; }

    /// <summary>The number in the parent.</summary>
    protected int Index { get; init; }

    /// <summary>The member of that name; null when there is none.</summary>
    public virtual ConfigNode? this[string name] => Member(name)?.Value;

    /// <summary>A value within another, whose path is made when it is asked for.</summary>
    public static ConfigNode Within(ConfigNode parent, string? name, int index, ConfigKind kind, ConfigPosition position, string text = "") =>
        new(kind, position, null, text) { Parent = parent, Name = name, Index = index };

    /// <summary>The words for a member that is given twice.</summary>
    public static string Twice(string name, ConfigPosition first) => $"{ShortValue.Of(name)} is given twice, first at {first}; give it once";

    public void Add(ConfigMember member)
    {
        if (Member(member.Name) is { } first)
        {
            throw new ConfigException(member.Position, Twice(member.Name, first.Position));
        }

        (_members ??= []).Add(member);
        if (_index is not null)
        {
            _index.Add(member.Name, member);
        }
        else if (_members.Count > MaxUnindexed)
        {
            _index = _members.ToDictionary(static m => m.Name, StringComparer.Ordinal);
        }
    }

    public void Add(ConfigNode item) => (_items ??= []).Add(item);

    /// <summary>All members, those of a large object without being kept.</summary>
    public virtual IEnumerable<ConfigMember> EachMember() => Members;

    /// <summary>All items, those of a large list without being kept.</summary>
    public virtual IEnumerable<ConfigNode> EachItem() => Items;

    /// <summary>The text of a member, an empty one counting as absent: the AWS CLI prints "" for what an instance lacks.</summary>
    public string? TextOf(string name) => this[name] is { Kind: not ConfigKind.Null, Text.Length: > 0 } node ? node.Text : null;

    public int? NumberOf(string name) => this[name] is not { } node ? null
        : int.TryParse(node.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number
        : throw node.Error($"{node.Path} is '{ShortValue.Of(node.Text)}'; a whole number is allowed");

    public bool? FlagOf(string name) => this[name] is { } node ? node.Text is "true" : null;

    public DateTimeOffset? TimeOf(string name) => this[name] is not { } node ? null
        : ConfigTime.IsTime(node.Text) ? ConfigTime.Parse(node.Text)
        : throw node.Error($"{node.Path} is '{ShortValue.Of(node.Text)}'; a time such as 2026-01-31T09:30:00+00:00 is allowed");

    /// <summary>The items of a list member; empty when it is absent.</summary>
    public IReadOnlyList<ConfigNode> ListOf(string name) => this[name]?.Items ?? [];

    /// <summary>A member that an object of this kind can't do without.</summary>
    public ConfigNode Required(string name) =>
        this[name] ?? throw Error($"{(Path.Length is 0 ? "the document" : Path)} has no {name}; give it one");

    public ConfigException Error(string message) => new(Position, message);

    private ConfigMember? Member(string name) => _index is not null ? _index.GetValueOrDefault(name) : _members?.Find(m => m.Name == name);

    private string PathIn(ConfigNode parent) =>
        Name is null ? string.Create(CultureInfo.InvariantCulture, $"{parent.Path}[{Index}]")
        : parent.Path.Length is 0 ? Name
        : $"{parent.Path}.{Name}";
}
