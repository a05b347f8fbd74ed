using System.Globalization;
using System.Text;
using FakeImds.Ec2;
using FakeImds.Ec2Api.Protocol;

namespace FakeImds.Ec2Api.Shapes;

/// <summary>One page of a Describe call. The token says where the next page begins; nothing is kept between calls.</summary>
internal sealed class Page
{
    private readonly string _action;
    private readonly int? _size;
    private readonly string? _after;

    private Page(string action, int? size, string? after)
    {
        _action = action;
        _size = size;
        _after = after;
    }

    /// <summary>True when the request asks for a page.</summary>
    public bool IsAsked => _size is not null || _after is not null;

    /// <summary>The token of the next page; null after the last. Known after <see cref="Of"/>.</summary>
    public string? NextToken { get; private set; }

    public static Page Read(Ec2Call call, int min, int max)
    {
        var size = call.Parameters.Number("MaxResults");
        if (size < min || size > max)
        {
            throw call.Parameters.Invalid("MaxResults", size.Value.ToString(CultureInfo.InvariantCulture), $"Expected a value between {min} and {max}.");
        }

        var token = call.Parameters.Text("NextToken");
        return new Page(call.Action, size, string.IsNullOrEmpty(token) ? null : After(call.Action, token));
    }

    /// <summary>The items that the last page did not reach, by an index of them.</summary>
    /// <param name="after">The items behind that of a key, all for null; null when there is none of the key: it is gone.</param>
    public IEnumerable<T> Rest<T>(Func<string?, IEnumerable<T>?> after) => after(_after) ?? throw new Ec2Exception(ApiErrors.InvalidNextToken);

    /// <summary>The items that the last page did not reach, of a few that have no index.</summary>
    /// <param name="items">All items, always in the same order.</param>
    /// <param name="keyOf">What identifies an item.</param>
    public IEnumerable<T> Rest<T>(IEnumerable<T> items, Func<T, string> keyOf)
    {
        var found = _after is null;
        T[] rest = found ? [.. items] : [.. items.SkipWhile(i => !(found = keyOf(i) == _after)).Skip(1)];
        return found ? rest : throw new Ec2Exception(ApiErrors.InvalidNextToken);
    }

    /// <summary>The items of this page.</summary>
    /// <param name="rest">The items that the last page did not reach.</param>
    /// <param name="keyOf">What identifies an item.</param>
    public IReadOnlyList<T> Of<T>(IEnumerable<T> rest, Func<T, string> keyOf)
    {
        if (_size is not { } size)
        {
            return [.. rest];
        }

        var page = rest.Take(size + 1).ToList();
        if (page.Count > size)
        {
            page.RemoveAt(size);
            NextToken = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{_action} {keyOf(page[^1])}"));
        }

        return page;
    }

    public void Write(Ec2Xml xml) => xml.Text("nextToken", NextToken);

    private static string After(string action, string token)
    {
        var bytes = new byte[token.Length];
        if (Convert.TryFromBase64String(token, bytes, out var length)
            && Encoding.UTF8.GetString(bytes, 0, length) is var text
            && text.StartsWith(action + " ", StringComparison.Ordinal))
        {
            return text[(action.Length + 1)..];
        }

        throw new Ec2Exception(ApiErrors.InvalidNextToken);
    }
}
