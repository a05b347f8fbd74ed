using FakeImds.Ec2;
using FakeImds.Ec2Api.Protocol;

namespace FakeImds.Ec2Api.Shapes;

/// <summary>The filters of a Describe call: all must match, each by one of its values.</summary>
internal sealed class Filters
{
    // EC2's documented limit of filter values in one request.
    private const int Limit = 200;

    private readonly IReadOnlyList<(string Name, IReadOnlyList<string> Values)> _filters;

    private Filters(IReadOnlyList<(string, IReadOnlyList<string>)> filters) => _filters = filters;

    public static Filters Read(Parameters parameters)
    {
        var filters = parameters.Structures("Filter").Select(static f => (f.Required("Name"), f.Texts("Value"))).ToArray();
        return filters.Length > Limit || filters.Sum(static f => f.Item2.Count) > Limit
            ? throw new Ec2Exception(ApiErrors.TooManyFilters(Limit))
            : new Filters(filters);
    }

    /// <summary>The items that match.</summary>
    /// <param name="items">All items.</param>
    /// <param name="names">The names of the filters that there are; the filters of tags come with them.</param>
    /// <param name="valuesOf">What an item has under a filter's name.</param>
    /// <param name="tagsOf">The tags of an item.</param>
    /// <exception cref="Ec2Exception">A filter that does not exist.</exception>
    public IEnumerable<T> Apply<T>(
        IEnumerable<T> items,
        IReadOnlySet<string> names,
        Func<T, string, IEnumerable<string?>> valuesOf,
        Func<T, IReadOnlyDictionary<string, string>> tagsOf)
    {
        foreach (var (name, _) in _filters)
        {
            if (!names.Contains(name) && TagFilter.Values(name, Nothing) is null)
            {
                throw new Ec2Exception(ApiErrors.InvalidFilter(name));
            }
        }

        return items.Where(item => _filters.All(f => Matches(f.Values, TagFilter.Values(f.Name, tagsOf(item)) ?? valuesOf(item, f.Name))));
    }

    /// <summary>The values of a filter on ids or names, each once, so that an index serves it; null when there is none or it has wildcards.</summary>
    public IReadOnlyCollection<string>? Plain(string name) =>
        _filters.FirstOrDefault(f => f.Name == name).Values is { } values && values.All(Wildcard.IsPlain)
            ? values.ToHashSet(StringComparer.Ordinal)
            : null;

    private static IReadOnlyDictionary<string, string> Nothing { get; } = new Dictionary<string, string>();

    private static bool Matches(IReadOnlyList<string> patterns, IEnumerable<string?> values) =>
        values.OfType<string>().Any(value => patterns.Any(pattern => Wildcard.Matches(pattern, value)));
}
