namespace FakeImds.Iac.Shapes;

/// <summary>An object with known members, none of them required.</summary>
internal sealed record ObjectShape : Shape
{
    private readonly Dictionary<string, ShapeMember> _members = new(StringComparer.Ordinal);

    /// <summary>The name of the shape's file; null for an object within one.</summary>
    public string? Name { get; init; }

    public string? Description { get; init; }

    /// <summary>True for what AWS prints: members that it adds later are ignored. False for what is FakeImds' own.</summary>
    public bool IsOpen { get; init; }

    public override string Words => "an object";

    public IReadOnlyDictionary<string, ShapeMember> Members => _members;

    public void Add(string name, ShapeMember member) => _members.Add(name, member);
}
