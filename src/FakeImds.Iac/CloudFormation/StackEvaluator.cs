using System.Text;
using FakeImds.Iac.Documents;

namespace FakeImds.Iac.CloudFormation;

/// <summary>Evaluates the intrinsic functions of a template, as far as they don't need AWS.</summary>
internal sealed class StackEvaluator(ConfigNode template, StackParameters given)
{
    // Deeper is only a template that refers to itself.
    private const int MaxDepth = 128;

    // More is only a template made to grow.
    private const int MaxNodes = 200_000;

    private readonly StackReferences _references = new(template, given);
    private int _depth;
    private int _nodes;

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

        var value = Call(node, call.Name, call.Value);
        _depth--;
        return value;
    }

    /// <summary>A member's value; null when it is absent.</summary>
    public ConfigNode? Member(ConfigNode? node, string name) => Value(node) is { Kind: ConfigKind.Object } value ? Value(value[name]) : null;

    /// <summary>A member's text; null when it is absent or empty.</summary>
    public string? Text(ConfigNode? node, string name) => Member(node, name) is { } value ? Scalar(value).Text is { Length: > 0 } text ? text : null : null;

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

    /// <summary>Whether a condition of the template holds.</summary>
    public bool Condition(ConfigNode name) =>
        template["Conditions"]?[name.Text] is { } condition ? Truth(condition) : throw name.Error($"{name.Path} is '{name.Text}'; a name of Conditions is allowed");

    private ConfigNode? Call(ConfigNode node, string function, ConfigNode argument) => function switch
    {
        "Ref" => _references.Ref(argument),
        "Condition" => Leaf(node, Condition(argument) ? "true" : "false"),
        "Fn::GetAtt" => _references.GetAtt(argument),
        "Fn::Sub" => Leaf(node, Sub(argument)),
        "Fn::Join" => Arguments(argument, 2) is var join ? Leaf(node, string.Join(Scalar(join[0]).Text, ListOf(join[1]).Select(static i => i.Text))) : null,
        "Fn::Select" => Select(node, argument),
        "Fn::Split" => Arguments(argument, 2) is var split ? List(node, Scalar(split[1]).Text.Split(Scalar(split[0]).Text)) : null,
        "Fn::If" => Arguments(argument, 3, evaluate: false) is var choice ? Value(Condition(choice[0]) ? choice[1] : choice[2]) : null,
        "Fn::FindInMap" => FindInMap(argument),
        "Fn::Base64" => Leaf(node, Convert.ToBase64String(Encoding.UTF8.GetBytes(Scalar(argument).Text))),
        "Fn::Equals" or "Fn::Not" or "Fn::And" or "Fn::Or" => Leaf(node, Truth(node) ? "true" : "false"),
        _ => throw new UnresolvedException(node, function),
    };

    private bool Truth(ConfigNode node)
    {
        if (node is not { Kind: ConfigKind.Object, Members: [var call] })
        {
            throw node.Error($"{node.Path} is no condition; Fn::Equals, Fn::Not, Fn::And, Fn::Or or Condition is allowed");
        }

        if (++_depth > MaxDepth || ++_nodes > MaxNodes)
        {
            throw node.Error($"{node.Path} refers to itself; a condition that ends is allowed");
        }

        var truth = call.Name switch
        {
            "Fn::Equals" => Arguments(call.Value, 2) is var pair && Scalar(pair[0]).Text == Scalar(pair[1]).Text,
            "Fn::Not" => !Truth(Arguments(call.Value, 1, evaluate: false)[0]),
            "Fn::And" => call.Value.Items.All(Truth),
            "Fn::Or" => call.Value.Items.Any(Truth),
            "Condition" => Condition(call.Value),
            _ => throw node.Error($"{node.Path} is {call.Name}; Fn::Equals, Fn::Not, Fn::And, Fn::Or or Condition is allowed"),
        };
        _depth--;
        return truth;
    }

    private string Sub(ConfigNode argument)
    {
        var hasMap = argument.Kind is ConfigKind.List;
        var (text, map) = hasMap ? (Arguments(argument, 2, evaluate: false)[0], argument.Items[1]) : (argument, null);
        var result = new StringBuilder();
        var at = 0;
        while (text.Text.IndexOf("${", at, StringComparison.Ordinal) is >= 0 and var start && text.Text.IndexOf('}', start) is > 0 and var end)
        {
            result.Append(text.Text, at, start - at);
            var name = text.Text[(start + 2)..end].Trim();
            at = end + 1;
            result.Append(name.StartsWith('!') ? "${" + name[1..] + "}" : Named(text, map, name));
        }

        return result.Append(text.Text, at, text.Text.Length - at).ToString();
    }

    private string Named(ConfigNode text, ConfigNode? map, string name)
    {
        if (map?[name] is { } given)
        {
            return Scalar(given).Text;
        }

        var node = new ConfigNode(ConfigKind.String, text.Position, text.Path, name);
        var value = name.Split('.', 2) is [_, _] parts ? _references.GetAtt(List(node, parts)) : _references.Ref(node);
        return value is null ? "" : Scalar(value).Text;
    }

    private ConfigNode? Select(ConfigNode node, ConfigNode argument)
    {
        var arguments = Arguments(argument, 2);
        var items = ListOf(arguments[1]);
        return int.TryParse(Scalar(arguments[0]).Text, out var index) && index >= 0 && index < items.Count
            ? items[index]
            : throw node.Error($"{node.Path} selects '{arguments[0].Text}' of {items.Count}; an index from 0 is allowed");
    }

    private ConfigNode? FindInMap(ConfigNode argument)
    {
        if (argument.Items.Count < 3)
        {
            throw argument.Error($"{argument.Path} has {argument.Items.Count} arguments; map, key and second key are allowed");
        }

        var keys = argument.Items.Take(3).Select(Scalar).ToArray();
        return Value(template["Mappings"]?[keys[0].Text]?[keys[1].Text]?[keys[2].Text])
            ?? (argument.Items.Count > 3 ? Member(argument.Items[3], "DefaultValue") : null)
            ?? throw argument.Error($"{argument.Path} finds nothing at {keys[0].Text}, {keys[1].Text}, {keys[2].Text}; keys of Mappings are allowed");
    }

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
