using System.Text;
using FakeImds.Iac.Documents;
using FakeImds.Iac.Messages;
using FakeImds.Iac.Worlds;

namespace FakeImds.Iac.CloudFormation;

/// <summary>
/// Evaluates the intrinsic functions of a template in one world. What is not known and decides which branch is taken is asked of the
/// world; all else that is not known is an <see cref="UnresolvedException"/>.
/// </summary>
internal sealed partial class StackEvaluator(ConfigNode template, StackParameters given, ParameterUse use, World world)
{
    // Deeper is only a template that refers to itself.
    private const int MaxDepth = 128;

    // More is only a template made to grow.
    private const int MaxNodes = 200_000;

    private const string SsmReference = "{{resolve:ssm:";

    private readonly StackReferences _references = new(template, given, use);
    private readonly Dictionary<string, bool> _conditions = new(StringComparer.Ordinal);
    private bool _isAside;
    private int _depth;
    private int _nodes;

    private World? Chooser => _isAside ? null : world;

    /// <summary>The world that this is evaluated in.</summary>
    public World World => world;

    /// <summary>Evaluates what decides no option: nothing is taken for granted for its sake.</summary>
    /// <exception cref="UnresolvedException">It is not known.</exception>
    public T Aside<T>(Func<T> evaluate)
    {
        var (wasAside, depth) = (_isAside, _depth);
        _isAside = true;
        try
        {
            return evaluate();
        }
        finally
        {
            (_isAside, _depth) = (wasAside, depth);
        }
    }

    /// <summary>All that a node depends on and nobody knows, as one unknown.</summary>
    /// <param name="node">The node.</param>
    /// <param name="first">What is known to be among it; null when nothing is.</param>
    public Unknown OpenIn(ConfigNode? node, Unknown? first = null)
    {
        List<Unknown> found = first is null ? [] : [first];
        OpenUnknowns.Add(this, template, node, found);
        Unknown[] all = found is [] ? [new("", "what the files don't tell")] : [.. found.DistinctBy(static u => u.Key)];
        return all is [var one] ? one : new Unknown(string.Join('\0', all.Select(static u => u.Key)), AllowedWords.And([.. all.Select(static u => u.Words)]))
        {
            Hint = all.Any(static u => u.Hint is not null) ? string.Join("; ", all.Select(static u => u.Hint).OfType<string>()) : null,
        };
    }

    /// <summary>The value of a node, functions at its top resolved; null for <c>AWS::NoValue</c> and null.</summary>
    /// <exception cref="ConfigException">A function is misused, or only AWS can work it out (<see cref="UnresolvedException"/>).</exception>
    public ConfigNode? Value(ConfigNode? node)
    {
        if (node is null or { Kind: ConfigKind.Null })
        {
            return null;
        }

        if (node is not { Kind: ConfigKind.Object, Members: [var call] } || !(call.Name is "Ref" or "Condition" || call.Name.StartsWith("Fn::", StringComparison.Ordinal)))
        {
            return node;
        }

        if (++_depth > MaxDepth || ++_nodes > MaxNodes)
        {
            throw node.Error($"{node.Path} refers to itself; something that ends is allowed");
        }

        try
        {
            return Call(node, call.Name, call.Value);
        }
        finally
        {
            _depth--;
        }
    }

    /// <summary>A member's value; null when it is absent.</summary>
    public ConfigNode? Member(ConfigNode? node, string name) => Value(node) is { Kind: ConfigKind.Object } value ? Value(value[name]) : null;

    /// <summary>A member that is an object; null when it is absent.</summary>
    /// <exception cref="ConfigException">It is something else, or not known (<see cref="UnresolvedException"/>).</exception>
    public ConfigNode? Object(ConfigNode? node, string name) => ObjectOf(Member(node, name));

    /// <summary>The value of a node that is an object; null when it is absent.</summary>
    /// <exception cref="ConfigException">It is something else, or not known (<see cref="UnresolvedException"/>).</exception>
    public ConfigNode? ObjectOf(ConfigNode? node) => Value(node) is not { } value ? null
        : value.Kind is ConfigKind.Object ? value
        : throw value.Error($"{value.Path} is {(value.Kind is ConfigKind.List ? "a list" : $"'{ShortValue.Of(value.Text)}'")}; an object is allowed");

    /// <summary>A member's text; null when it is absent or empty.</summary>
    public string? Text(ConfigNode? node, string name) => Member(node, name) is { } value && Told(value) is { Length: > 0 } text ? text : null;

    /// <summary>A member's single value; null when it is absent, or a node of its kind when it is an object or a list.</summary>
    /// <exception cref="UnresolvedException">It is not known.</exception>
    public ConfigNode? Single(ConfigNode? node, string name)
    {
        var value = Member(node, name);
        if (value is not null and { Kind: not (ConfigKind.Object or ConfigKind.List) })
        {
            Told(value);
        }

        return value;
    }

    // CloudFormation fills dynamic references in any text of a property.
    private string Told(ConfigNode node)
    {
        var text = Scalar(node).Text;
        return text.IndexOf("{{resolve:", StringComparison.Ordinal) is >= 0 and var at
            ? throw new UnresolvedException(node, Dynamic(text.IndexOf("}}", at, StringComparison.Ordinal) is > 0 and var end ? text[at..(end + 2)] : text[at..]))
            : text;

        static Unknown Dynamic(string reference) => new(reference, ShortValue.Of(reference))
        {
            SsmParameter = reference.StartsWith(SsmReference, StringComparison.Ordinal) ? reference[SsmReference.Length..].TrimEnd('}') : null,
        };
    }

    /// <summary>The items of a list member.</summary>
    public IEnumerable<ConfigNode> Items(ConfigNode? node, string name) => (Member(node, name)?.Items ?? []).Select(Value).OfType<ConfigNode>();

    /// <summary>A node with all functions in it resolved.</summary>
    public ConfigNode? Deep(ConfigNode? node)
    {
        if (Value(node) is not { } value)
        {
            return null;
        }

        if (++_nodes > MaxNodes)
        {
            throw value.Error($"{value.Path} grows beyond {MaxNodes} values; less is allowed");
        }

        if (value.Kind is not (ConfigKind.Object or ConfigKind.List))
        {
            return value;
        }

        var result = new ConfigNode(value.Kind, value.Position, value.Path);
        foreach (var member in value.Members)
        {
            if (Deep(member.Value) is { } inner)
            {
                result.Add(member with { Value = inner });
            }
        }

        foreach (var item in value.Items)
        {
            if (Deep(item) is { } inner)
            {
                result.Add(inner);
            }
        }

        return result;
    }

    private ConfigNode? Call(ConfigNode node, string function, ConfigNode argument) => function switch
    {
        "Ref" => _references.Ref(argument, Chooser, world),
        "Condition" => Leaf(node, Condition(argument) ? "true" : "false"),
        "Fn::GetAtt" => _references.GetAtt(argument),
        "Fn::Sub" => Leaf(node, Sub(argument)),
        "Fn::Join" => Arguments(argument, 2) is var join ? Leaf(node, string.Join(Scalar(join[0]).Text, ListOf(join[1]).Select(static i => i.Text))) : null,
        "Fn::Select" => Select(node, argument),
        "Fn::Split" => Arguments(argument, 2) is var split ? List(node, Scalar(split[1]).Text.Split(Scalar(split[0]).Text)) : null,
        "Fn::If" => Arguments(argument, 3, evaluate: false) is var choice ? Value(Condition(choice[0]) ? choice[1] : choice[2]) : null,
        "Fn::FindInMap" => FindInMap(argument),
        "Fn::Length" => Leaf(node, ListOf(argument).Count.ToString(System.Globalization.CultureInfo.InvariantCulture)),
        "Fn::ToJsonString" => Leaf(node, Deep(argument)?.ToJson() ?? "null"),
        "Fn::ImportValue" => Scalar(argument) is var export && given.Exports.TryGetValue(export.Text, out var exported) ? Leaf(node, exported)
            : throw new UnresolvedException(node, new Unknown($"Fn::ImportValue {export.Text}", $"Fn::ImportValue {ShortValue.Of(export.Text)}") { Hint = "give the output of describe-stacks of the stack that exports it" }),
        "Fn::Transform" => throw new UnresolvedException(node, $"Fn::Transform {ShortValue.Of(argument.TextOf("Name") ?? "")}".TrimEnd()),
        "Fn::Base64" => Leaf(node, Convert.ToBase64String(Encoding.UTF8.GetBytes(Scalar(argument).Text))),
        "Fn::Equals" or "Fn::Not" or "Fn::And" or "Fn::Or" => Leaf(node, Truth(node) ? "true" : "false"),
        _ => throw new UnresolvedException(node, function),
    };

    private List<ConfigNode> ListOf(ConfigNode node) => Value(node) is { Kind: ConfigKind.List } list
        ? [.. list.Items.Select(Value).OfType<ConfigNode>().Select(Scalar)]
        : throw node.Error($"{node.Path} is no list; a list is allowed");

    private ConfigNode[] Arguments(ConfigNode argument, int count, bool evaluate = true) => argument.Kind is ConfigKind.List && argument.Items.Count == count
        ? evaluate ? [.. argument.Items.Select(i => Value(i) ?? i)] : [.. argument.Items]
        : throw argument.Error($"{argument.Path} has {(argument.Kind is ConfigKind.List ? argument.Items.Count : 1)} arguments; a list of {count} is allowed");

    private ConfigNode Scalar(ConfigNode node) => Value(node) is { Kind: not (ConfigKind.Object or ConfigKind.List) } value ? value
        : throw node.Error($"{node.Path} is no single value; a string is allowed");

    private static ConfigNode Leaf(ConfigNode at, string text) => new(ConfigKind.String, at.Position, at.Path, text);

    private static ConfigNode List(ConfigNode at, IEnumerable<string> texts)
    {
        var list = new ConfigNode(ConfigKind.List, at.Position, at.Path);
        foreach (var text in texts)
        {
            list.Add(Leaf(at, text));
        }

        return list;
    }
}
