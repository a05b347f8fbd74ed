namespace FakeImds.Ec2Api.Protocol;

/// <summary>One step of flat names like <c>Filter.1.Value.2</c>, as a tree. It remembers what was read, so that the rest is unknown.</summary>
internal sealed class ParameterNode
{
    private Dictionary<string, ParameterNode>? _children;

    public string? Value { get; private set; }

    public bool IsRead { get; set; }

    public IReadOnlyDictionary<string, ParameterNode> Children => _children ?? Empty;

    private static IReadOnlyDictionary<string, ParameterNode> Empty { get; } = new Dictionary<string, ParameterNode>();

    public ParameterNode? Child(string name) => _children?.GetValueOrDefault(name);

    public void Add(ReadOnlySpan<char> path, string value)
    {
        var node = this;
        foreach (var range in path.Split('.'))
        {
            node = node.GetOrAdd(path[range].ToString());
        }

        node.Value = value;
    }

    /// <summary>The name of a parameter that nobody read; null when all were.</summary>
    public string? FindUnread(string prefix)
    {
        if (IsRead)
        {
            return null;
        }

        foreach (var (name, child) in Children)
        {
            var path = prefix.Length == 0 ? name : prefix + "." + name;
            if (child.Value is not null && !child.IsRead)
            {
                return path;
            }

            if (child.FindUnread(path) is { } unread)
            {
                return unread;
            }
        }

        return null;
    }

    /// <summary>A name that no structure or list of EC2's could have; null when there is none. A list's items are numbers, a structure's members words.</summary>
    public string? FindOdd(string path, bool isItem = false)
    {
        if (Value is not null && Children.Count > 0)
        {
            return path;
        }

        var isList = !isItem && Children.Keys.All(IsNumber);
        foreach (var (name, child) in Children)
        {
            var member = path + "." + name;
            if (!isList && !IsMember(name))
            {
                return member;
            }

            if (child.FindOdd(member, isList) is { } odd)
            {
                return odd;
            }
        }

        return null;
    }

    /// <summary>Adds the value of this name, and the values of all names below it.</summary>
    public void CopyTo(IDictionary<string, string> flat, string name)
    {
        if (Value is { } value)
        {
            flat[name] = value;
        }

        foreach (var (member, child) in Children)
        {
            child.CopyTo(flat, name + "." + member);
        }
    }

    private static bool IsNumber(string name) => name.Length > 0 && name.All(char.IsAsciiDigit);

    private static bool IsMember(string name) => name.Length > 0 && char.IsAsciiLetter(name[0]) && name.All(char.IsAsciiLetterOrDigit);

    private ParameterNode GetOrAdd(string name)
    {
        _children ??= new Dictionary<string, ParameterNode>(StringComparer.Ordinal);
        if (!_children.TryGetValue(name, out var child))
        {
            _children.Add(name, child = new ParameterNode());
        }

        return child;
    }
}
