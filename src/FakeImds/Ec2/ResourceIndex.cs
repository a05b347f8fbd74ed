using System.Collections.Immutable;

namespace FakeImds.Ec2;

/// <summary>
/// Resources by id, by name and in an order, immutable: who changes it swaps the reference in, who reads it takes no lock.
/// Nothing here looks at all resources but the enumeration of all.
/// </summary>
internal sealed class ResourceIndex<T>
    where T : class
{
    private readonly ImmutableDictionary<string, T> _byId;
    private readonly ImmutableDictionary<string, ImmutableArray<string>> _idsByName;
    private readonly ImmutableList<T> _inOrder;
    private readonly Keys _keys;

    private ResourceIndex(
        ImmutableDictionary<string, T> byId, ImmutableDictionary<string, ImmutableArray<string>> idsByName, ImmutableList<T> inOrder, Keys keys)
    {
        _byId = byId;
        _idsByName = idsByName;
        _inOrder = inOrder;
        _keys = keys;
    }

    /// <summary>An index without resources.</summary>
    /// <param name="idOf">A resource's id.</param>
    /// <param name="order">Equal for no two resources.</param>
    /// <param name="nameOf">A resource's name; null when they have none. Several may share one.</param>
    public static ResourceIndex<T> Empty(Func<T, string> idOf, Comparison<T> order, Func<T, string>? nameOf = null) => new(
        ImmutableDictionary.Create<string, T>(StringComparer.Ordinal),
        ImmutableDictionary.Create<string, ImmutableArray<string>>(StringComparer.Ordinal),
        [],
        new Keys(idOf, Comparer<T>.Create(order), nameOf));

    /// <summary>All resources, in order.</summary>
    public ImmutableList<T> All => _inOrder;

    public T? Find(string id) => _byId.GetValueOrDefault(id);

    /// <summary>The resources of that name; mostly none or one.</summary>
    public IEnumerable<T> Named(string name) => _idsByName.GetValueOrDefault(name, []).Select(id => _byId[id]);

    /// <summary>Those of the ids that there are, in order.</summary>
    public IEnumerable<T> Find(IEnumerable<string> ids) => ids.Select(Find).OfType<T>().Order(_keys.Order);

    /// <summary>Those of the names that there are, in order.</summary>
    public IEnumerable<T> Named(IEnumerable<string> names) => names.SelectMany(Named).Order(_keys.Order);

    /// <summary>The resources behind that of the id, in order; all for null. Null when there is none of that id.</summary>
    public IEnumerable<T>? After(string? id) =>
        id is null ? _inOrder
        : Find(id) is { } resource ? Behind(_inOrder, _inOrder.BinarySearch(resource, _keys.Order))
        : null;

    /// <summary>The index with the resource, which takes the place of that of its id.</summary>
    public ResourceIndex<T> Set(T resource)
    {
        var id = _keys.IdOf(resource);
        if (Find(id) is not { } old)
        {
            return new(_byId.Add(id, resource), WithName(_idsByName, resource), Inserted(_inOrder, resource), _keys);
        }

        var place = _inOrder.BinarySearch(old, _keys.Order);
        var inOrder = _keys.Order.Compare(old, resource) == 0 ? _inOrder.SetItem(place, resource) : Inserted(_inOrder.RemoveAt(place), resource);
        var names = _keys.NameOf?.Invoke(old) == _keys.NameOf?.Invoke(resource) ? _idsByName : WithName(WithoutName(_idsByName, old), resource);
        return new(_byId.SetItem(id, resource), names, inOrder, _keys);
    }

    /// <summary>The index with resources of new ids, which come after all others in the order.</summary>
    public ResourceIndex<T> Append(IReadOnlyCollection<T> resources) => new(
        _byId.AddRange(resources.Select(r => KeyValuePair.Create(_keys.IdOf(r), r))),
        resources.Aggregate(_idsByName, WithName),
        _inOrder.AddRange(resources),
        _keys);

    /// <summary>The index without the resource of that id; the same index when there is none.</summary>
    public ResourceIndex<T> Remove(string id) => Find(id) is { } old
        ? new(_byId.Remove(id), WithoutName(_idsByName, old), _inOrder.RemoveAt(_inOrder.BinarySearch(old, _keys.Order)), _keys)
        : this;

    private static IEnumerable<T> Behind(ImmutableList<T> list, int place)
    {
        for (var i = place + 1; i < list.Count; i++)
        {
            yield return list[i];
        }
    }

    private ImmutableList<T> Inserted(ImmutableList<T> list, T resource) => list.Insert(~list.BinarySearch(resource, _keys.Order), resource);

    private ImmutableDictionary<string, ImmutableArray<string>> WithName(ImmutableDictionary<string, ImmutableArray<string>> names, T resource) =>
        _keys.NameOf?.Invoke(resource) is { } name ? names.SetItem(name, names.GetValueOrDefault(name, []).Add(_keys.IdOf(resource))) : names;

    private ImmutableDictionary<string, ImmutableArray<string>> WithoutName(ImmutableDictionary<string, ImmutableArray<string>> names, T resource)
    {
        if (_keys.NameOf?.Invoke(resource) is not { } name)
        {
            return names;
        }

        var rest = names[name].Remove(_keys.IdOf(resource));
        return rest.IsEmpty ? names.Remove(name) : names.SetItem(name, rest);
    }

    private sealed record Keys(Func<T, string> IdOf, IComparer<T> Order, Func<T, string>? NameOf);
}
