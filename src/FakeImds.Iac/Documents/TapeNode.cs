using System.Text;

namespace FakeImds.Iac.Documents;

/// <summary>A value of a JSON file. It holds nothing but its place until its content is asked for.</summary>
internal sealed class TapeNode : ConfigNode
{
    // So many names are compared before an index is worth its memory.
    private const int MaxCompared = 4096;
    private const int MaxNameOnStack = 256;

    private readonly JsonTape _tape;
    private readonly int _at;
    private string? _text;
    private ConfigMember[]? _members;
    private ConfigNode[]? _items;
    private Dictionary<string, ConfigNode>? _index;
    private int _compared;

    /// <summary>The document.</summary>
    public TapeNode(JsonTape tape)
        : base(tape.KindAt(0), tape.PositionAt(0), "") => _tape = tape;

    private TapeNode(TapeNode parent, int at, string? name, int index)
        : base(parent._tape.KindAt(at), parent._tape.PositionAt(at), null)
    {
        _tape = parent._tape;
        _at = at;
        Parent = parent;
        Name = name;
        Index = index;
    }

    public override string Text => _text ??= _tape.TextAt(_at);

    public override IReadOnlyList<ConfigMember> Members => Kind is ConfigKind.Object ? _members ??= [.. ReadMembers()] : [];

    public override IReadOnlyList<ConfigNode> Items => Kind is ConfigKind.List ? _items ??= [.. ReadItems()] : [];

    public override ConfigNode? this[string name] => Kind is not ConfigKind.Object ? null
        : _members is null && _compared < MaxCompared ? Find(name)
        : (_index ??= Members.ToDictionary(static m => m.Name, static m => m.Value, StringComparer.Ordinal)).GetValueOrDefault(name);

    public override IEnumerable<ConfigMember> EachMember() => _members ?? (Kind is ConfigKind.Object ? ReadMembers() : []);

    public override IEnumerable<ConfigNode> EachItem() => _items ?? (Kind is ConfigKind.List ? ReadItems() : []);

    private IEnumerable<ConfigMember> ReadMembers()
    {
        var end = _tape.Last(_at);
        for (var (at, i) = (JsonTape.First(_at), 0); at < end; at = _tape.Behind(at + 1), i++)
        {
            var name = _tape.NameAt(at);
            yield return new ConfigMember(name, _tape.PositionAt(at), new TapeNode(this, at + 1, name, i));
        }
    }

    private IEnumerable<ConfigNode> ReadItems()
    {
        var end = _tape.Last(_at);
        for (var (at, i) = (JsonTape.First(_at), 0); at < end; at = _tape.Behind(at), i++)
        {
            yield return new TapeNode(this, at, null, i);
        }
    }

    private TapeNode? Find(string name)
    {
        Span<byte> utf8 = name.Length <= MaxNameOnStack / 3 ? stackalloc byte[MaxNameOnStack] : new byte[Encoding.UTF8.GetMaxByteCount(name.Length)];
        utf8 = utf8[..Encoding.UTF8.GetBytes(name, utf8)];
        var end = _tape.Last(_at);
        for (var (at, i) = (JsonTape.First(_at), 0); at < end; at = _tape.Behind(at + 1), i++)
        {
            _compared++;
            if (_tape.HasName(at, name, utf8))
            {
                return new TapeNode(this, at + 1, name, i);
            }
        }

        return null;
    }
}
