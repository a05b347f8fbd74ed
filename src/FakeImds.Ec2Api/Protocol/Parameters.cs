using System.Globalization;
using FakeImds.Ec2;

namespace FakeImds.Ec2Api.Protocol;

/// <summary>Typed access to a request's parameters, or to a structure among them. What is never asked for is an unknown parameter.</summary>
internal sealed class Parameters
{
    // The deepest name that EC2's model knows has 8 steps.
    private const int MaxDepth = 12;

    private readonly ParameterNode _node;
    private readonly string _prefix;

    private Parameters(ParameterNode node, string prefix)
    {
        _node = node;
        _prefix = prefix;
    }

    /// <summary>True when no member is given.</summary>
    public bool IsEmpty => _node.Children.Count == 0;

    public static Parameters From(Dictionary<string, string> flat)
    {
        var root = new ParameterNode();
        foreach (var (name, value) in flat)
        {
            if (name.Count(static c => c == '.') >= MaxDepth)
            {
                throw new Ec2Exception(ApiErrors.UnknownParameter(name));
            }

            root.Add(name, value);
        }

        return new Parameters(root, "");
    }

    /// <summary>A member's text; null when it is not given. It can be empty.</summary>
    public string? Text(string name)
    {
        if (_node.Child(name) is not { Value: { } value } child)
        {
            return null;
        }

        // Members below a value stay unread, and so unknown.
        child.IsRead = child.Children.Count == 0;
        return value;
    }

    public string Required(string name) =>
        Text(name) is { Length: > 0 } text ? text : throw new Ec2Exception(Ec2Errors.Missing(_prefix + name));

    public int? Number(string name) => Text(name) is not { } text ? null
        : int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number
        : throw Invalid(name, text, "Expected an integer.");

    public bool? Flag(string name) => Text(name) switch
    {
        null => null,
        "true" or "True" or "1" => true,
        "false" or "False" or "0" => false,
        var text => throw Invalid(name, text, "Expected 'true' or 'false'."),
    };

    /// <summary>A member with members of its own; null when none is given.</summary>
    public Parameters? Structure(string name) =>
        _node.Child(name) is { Children.Count: > 0 } child ? new Parameters(child, _prefix + name + ".") : null;

    /// <summary>The texts of <c>name.1</c>, <c>name.2</c> …, in order of number.</summary>
    public IReadOnlyList<string> Texts(string name)
    {
        if (_node.Child(name) is not { } list)
        {
            return [];
        }

        var reader = new Parameters(list, _prefix + name + ".");
        return [.. Numbered(list).Select(n => reader.Text(n)).OfType<string>()];
    }

    /// <summary>The structures <c>name.1</c>, <c>name.2</c> …, in order of number.</summary>
    public IReadOnlyList<Parameters> Structures(string name) =>
        _node.Child(name) is not { } list ? []
        : [.. Numbered(list).Where(n => list.Child(n)!.Children.Count > 0).Select(n => new Parameters(list.Child(n)!, $"{_prefix}{name}.{n}."))];

    /// <summary>Accepts members that the simulation has no use for, with all below them.</summary>
    public void Ignore(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (_node.Child(name) is { } child)
            {
                child.IsRead = true;
            }
        }
    }

    /// <summary>Takes members that the simulation has no use for as they are, with all below them.</summary>
    /// <param name="kept">Where to: names below this structure, and values.</param>
    /// <param name="prefix">What goes before the names.</param>
    /// <param name="names">The members.</param>
    /// <exception cref="Ec2Exception">A name below them that could not be given back: <c>UnknownParameter</c>.</exception>
    public void Keep(IDictionary<string, string> kept, string prefix, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (_node.Child(name) is { } child)
            {
                if (child.FindOdd(FullName(name)) is { } odd)
                {
                    throw new Ec2Exception(ApiErrors.UnknownParameter(odd));
                }

                child.IsRead = true;
                child.CopyTo(kept, prefix + name);
            }
        }
    }

    /// <summary>Throws when a parameter was given that nobody asked for.</summary>
    public void RejectUnknown()
    {
        if (_node.FindUnread("") is { } unknown)
        {
            throw new Ec2Exception(ApiErrors.UnknownParameter(unknown));
        }
    }

    public Ec2Exception Invalid(string name, string value, string allowed) =>
        new(Ec2Errors.InvalidParameter(_prefix + name, value, allowed));

    public string FullName(string name) => _prefix + name;

    private static IEnumerable<string> Numbered(ParameterNode list) =>
        list.Children.Keys.Where(static n => n.Length is > 0 and < 9 && n.All(char.IsAsciiDigit))
            .OrderBy(static n => int.Parse(n, CultureInfo.InvariantCulture));
}
