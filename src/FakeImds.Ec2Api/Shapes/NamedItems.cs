using FakeImds.Ec2;
using FakeImds.Ec2Api.Protocol;

namespace FakeImds.Ec2Api.Shapes;

/// <summary>The items that a request names by their ids.</summary>
internal static class NamedItems
{
    /// <summary>Those of the ids; all when the request names none.</summary>
    /// <param name="call">The call.</param>
    /// <param name="parameter">The list of ids: <c>VpcId</c>.</param>
    /// <param name="all">All items.</param>
    /// <param name="idOf">An item's id.</param>
    /// <param name="missing">The error of ids that there are none of.</param>
    public static IReadOnlyList<T> Of<T>(Ec2Call call, string parameter, IReadOnlyList<T> all, Func<T, string> idOf, Func<string, Ec2Error> missing)
    {
        var ids = call.Parameters.Texts(parameter);
        if (ids.Count == 0)
        {
            return all;
        }

        var byId = new Dictionary<string, T>(StringComparer.Ordinal);
        foreach (var item in all)
        {
            byId[idOf(item)] = item;
        }

        return [.. ids.Distinct(StringComparer.Ordinal).Select(id => byId.TryGetValue(id, out var item) ? item : throw new Ec2Exception(missing(id)))];
    }
}
