using System.Collections.Immutable;

namespace FakeImds.Iac.Worlds;

/// <summary>Collects the members that a reading leaves open (<see cref="Reading{T}.Open"/>).</summary>
internal sealed class OpenMembers
{
    private readonly ImmutableSortedDictionary<string, Unknown>.Builder _open = Reading<object>.Nothing.ToBuilder();

    public ImmutableSortedDictionary<string, Unknown> All => _open.ToImmutable();

    public void Add(string name, Unknown unknown) => _open[name] = unknown;

    /// <summary>What the member depends on, which from now on is not open; null when it was not.</summary>
    public Unknown? Take(string name)
    {
        var open = _open.GetValueOrDefault(name);
        _open.Remove(name);
        return open;
    }
}
